package io.sequent.common.tune;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Configurations drawn at random, each trained to its end (Bergstra and Bengio, Random Search for
 * Hyper-Parameter Optimization, JMLR 13, 2012).
 */
final class RandomSearch implements Strategy {
  private final Draws draws;
  private final Budget budget;

  RandomSearch(Space space, Budget budget, long seed) {
    this.draws = new Draws(space, seed);
    this.budget = budget;
  }

  @Override
  public Optional<Proposal> next(List<Trial> trials) {
    return firstOther(draws.first(budget.trials()), trials)
        .map(values -> new Proposal(values, budget.epochs()));
  }

  /** The first configuration that no trial has. */
  static Optional<Map<String, String>> firstOther(
      List<Map<String, String>> configurations, List<Trial> trials) {
    Set<Map<String, String>> proposed = proposed(trials);
    return configurations.stream().filter(values -> !proposed.contains(values)).findFirst();
  }

  static Set<Map<String, String>> proposed(List<Trial> trials) {
    return trials.stream()
        .map(trial -> trial.proposal().values())
        .collect(Collectors.toCollection(HashSet::new));
  }

  @Override
  public long epochs() {
    return budget.allEpochs();
  }

  @Override
  public int trials() {
    return budget.trials();
  }
}
