package io.sequent.common.tune;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One training with the settings of the base; all others are at their defaults. */
record DefaultSettings(Budget budget) implements Strategy {
  @Override
  public Optional<Proposal> next(List<Trial> trials) {
    return trials.isEmpty()
        ? Optional.of(new Proposal(Map.of(), budget.epochs()))
        : Optional.empty();
  }

  @Override
  public long epochs() {
    return budget.epochs();
  }

  @Override
  public int trials() {
    return 1;
  }
}
