package io.sequent.common.tune;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a search has come to.
 *
 * @param search what was asked
 * @param trials in the order of their proposals, those under way too
 */
record SearchResults(Search search, List<TrialResult> trials) {
  SearchResults {
    trials = List.copyOf(trials);
  }

  /** As strategies see it. */
  List<Trial> told() {
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

  /**
   * Of each configuration the longest training, if it finished: what one knows of it. Best first.
   */
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

  /** Trials that are done, failed ones too. */
  long done() {
    return trials.stream().filter(result -> !result.trial().isUnderWay()).count();
  }

  /**
   * Epochs of one seed that the trials which are done have cost, as far as their budget goes: what
   * a trial takes over from a shorter one counts once, and a training that stopped early or failed
   * counts in full.
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

  /** How long the trainings took, in seconds; what was continued counts once. */
  double seconds() {
    Map<Map<String, String>, Double> most = new HashMap<>();
    for (TrialResult result : trials) {
      most.merge(result.trial().proposal().values(), result.seconds(), Math::max);
    }
    return most.values().stream().mapToDouble(Double::doubleValue).sum();
  }
}
