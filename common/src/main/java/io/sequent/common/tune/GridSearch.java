package io.sequent.common.tune;

import io.sequent.common.UserError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every combination, the first setting's values changing slowest. */
final class GridSearch implements Strategy {
  private final List<Map<String, String>> combinations = new ArrayList<>();
  private final Budget budget;

  /**
   * @throws UserError if a range has no grid, or there are more combinations than the budget has
   *     trainings
   */
  GridSearch(Space space, Budget budget) {
    this.budget = budget;
    for (Dimension dimension : space.dimensions()) {
      if (dimension.domain().count() == 0) {
        throw dimension
            .place()
            .error(
                "setting '%s': a grid needs discrete values, expected %s"
                    .formatted(
                        dimension.name(),
                        dimension.domain() instanceof Range range && range.log()
                            ? "'points'"
                            : "'step' or 'points'"));
      }
    }
    add(space, 0, new LinkedHashMap<>());
  }

  private void add(Space space, int from, Map<String, String> values) {
    if (from == space.dimensions().size()) {
      if (combinations.size() == budget.trials()) {
        throw new UserError(
            "trials: %s has more combinations than %d, expected more trials or wider steps"
                .formatted(space.name(), budget.trials()));
      }
      combinations.add(new LinkedHashMap<>(values));
      return;
    }
    Dimension dimension = space.dimensions().get(from);
    if (!space.isSearched(dimension, values)) {
      add(space, from + 1, values);
      return;
    }
    for (long i = 0; i < dimension.domain().count(); i++) {
      values.put(dimension.name(), dimension.domain().value(i));
      add(space, from + 1, values);
    }
    values.remove(dimension.name());
  }

  @Override
  public Optional<Proposal> next(List<Trial> trials) {
    return RandomSearch.firstOther(combinations, trials)
        .map(values -> new Proposal(values, budget.epochs()));
  }

  @Override
  public long epochs() {
    return (long) combinations.size() * budget.epochs();
  }

  @Override
  public int trials() {
    return combinations.size();
  }
}
