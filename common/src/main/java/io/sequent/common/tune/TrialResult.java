package io.sequent.common.tune;

import io.sequent.common.ledger.LedgerEntry;
import io.sequent.common.run.RunRecord;
import io.sequent.common.study.results.Figures;
import java.util.List;

/**
 * A trial with its recorded runs.
 *
 * @param trial its proposal and state
 * @param objective the mean of the validation metric over its seeds; NaN unless it finished
 * @param runs entries of the ledger, one for each seed that was trained
 */
record TrialResult(Trial trial, double objective, List<LedgerEntry> runs) {
  TrialResult {
    runs = List.copyOf(runs);
  }

  /**
   * Derives the result of a trial from its runs.
   *
   * @param runs its recorded runs
   */
  static TrialResult of(Search search, int number, Proposal proposal, List<LedgerEntry> runs) {
    if (runs.stream().anyMatch(run -> !run.finished())) {
      return failed(number, proposal, runs);
    }
    if (runs.size() < search.executions()) {
      Trial trial = new Trial(number, proposal, Trial.State.UNDER_WAY, Double.NaN);
      return new TrialResult(trial, Double.NaN, runs);
    }
    double objective = Figures.mean(figures(runs, search.space().objective()));
    if (!Double.isFinite(objective)) {
      return failed(number, proposal, runs);
    }
    double loss = search.lowerIsBetter() ? objective : -objective;
    return new TrialResult(
        new Trial(number, proposal, Trial.State.FINISHED, loss), objective, runs);
  }

  private static TrialResult failed(int number, Proposal proposal, List<LedgerEntry> runs) {
    Trial trial = new Trial(number, proposal, Trial.State.FAILED, Double.POSITIVE_INFINITY);
    return new TrialResult(trial, Double.NaN, runs);
  }

  private static List<Double> figures(List<LedgerEntry> runs, String metric) {
    return runs.stream().map(run -> Figures.of(run, RunRecord.VALIDATION, metric)).toList();
  }

  boolean finished() {
    return trial.state() == Trial.State.FINISHED;
  }

  /** The objective, with its standard deviation if there are several seeds. */
  String figure(String metric) {
    return finished() ? Figures.meanAndDeviation(figures(runs, metric)) : "-";
  }

  /** The duration of its trainings in seconds, including those that it continued. */
  double seconds() {
    return runs.stream().mapToDouble(run -> run.run().times().train().orElse(0)).sum();
  }

  /** Why it failed. */
  String reason() {
    return runs.stream()
        .flatMap(run -> run.failure().stream())
        .findFirst()
        .orElse("the objective is not a finite number");
  }
}
