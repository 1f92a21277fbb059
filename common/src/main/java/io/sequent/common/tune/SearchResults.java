package io.sequent.common.tune;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The results of a search.
 *
 * @param search the search
 * @param trials in the order of their proposals, including those under way
 */
record SearchResults(Search search, List<TrialResult> trials) {
  SearchResults {
    trials = List.copyOf(trials);
  }

  /** The trials as strategies see them. */
  List<Trial> asTrials() {
    return trials.stream().map(TrialResult::trial).toList();
  }

  /** The finished trials, best first. */
  List<TrialResult> ranked() {
    return trials.stream()
        .filter(TrialResult::finished)
        .sorted(
            Comparator.<TrialResult>comparingDouble(result -> result.trial().loss())
                .thenComparing(result -> result.trial().number()))
        .toList();
  }

  Optional<TrialResult> best() {
    return ranked().stream().findFirst();
  }

  /** The longest finished training of each configuration, best first. */
  List<TrialResult> configurations() {
    Map<Map<String, String>, Integer> most = new HashMap<>();
    for (TrialResult result : ranked()) {
      Proposal proposal = result.trial().proposal();
      most.merge(proposal.values(), proposal.epochs(), Math::max);
    }
    return ranked().stream()
        .filter(
            result -> {
              Proposal proposal = result.trial().proposal();
              return Integer.valueOf(proposal.epochs()).equals(most.get(proposal.values()));
            })
        .toList();
  }

  long failed() {
    return trials.stream().filter(r -> r.trial().state() == Trial.State.FAILED).count();
  }

  /** The number of trials that are done, including failed ones. */
  long done() {
    return trials.stream().filter(result -> !result.trial().isUnderWay()).count();
  }

  /**
   * The epochs of one seed that the done trials have used of the budget: epochs that a trial takes
   * over from a shorter one count once, and a training that stopped early or failed counts in full.
   */
  long epochs() {
    Map<Map<String, String>, Integer> most = new HashMap<>();
    for (TrialResult result : trials) {
      if (!result.trial().isUnderWay()) {
        Proposal proposal = result.trial().proposal();
        most.merge(proposal.values(), proposal.epochs(), Math::max);
      }
    }
    return most.values().stream().mapToLong(Integer::longValue).sum();
  }

  /** The duration of the trainings in seconds; continued trainings count once. */
  double seconds() {
    Map<Map<String, String>, Double> most = new HashMap<>();
    for (TrialResult result : trials) {
      most.merge(result.trial().proposal().values(), result.seconds(), Math::max);
    }
    return most.values().stream().mapToDouble(Double::doubleValue).sum();
  }
}
