package io.sequent.common.study.results;

import io.sequent.common.ledger.LedgerEntry;
import java.util.List;
import java.util.Optional;

/**
 * The result of a row of a study.
 *
 * @param name the row's name
 * @param variant which of the tried values was best on validation, such as {@code
 *     learning-rate=0.003}; empty for a row that tries none
 * @param runs its finished runs, one per seed, in the order of the seeds
 * @param planned number of runs that the row is to have
 * @param failures reasons of runs that failed
 */
record RowResult(
    String name, String variant, List<LedgerEntry> runs, int planned, List<String> failures) {
  RowResult {
    runs = List.copyOf(runs);
    failures = List.copyOf(failures);
  }

  /**
   * Sorts finished runs from failed ones.
   *
   * @param entries at most one per seed
   */
  static RowResult of(String name, String variant, List<LedgerEntry> entries, int planned) {
    return new RowResult(
        name,
        variant,
        entries.stream().filter(LedgerEntry::finished).toList(),
        planned,
        entries.stream().flatMap(entry -> entry.failure().stream()).distinct().toList());
  }

  /** A metric of every run. */
  List<Double> figures(String split, String metric) {
    return runs.stream().map(run -> Figures.of(run, split, metric)).toList();
  }

  /** The mean of a metric; NaN without a run. */
  double mean(String split, String metric) {
    return Figures.mean(figures(split, metric));
  }

  /** How long a training took; empty without a run. */
  Optional<TrainingTime> trainingTime() {
    return runs.isEmpty() ? Optional.empty() : Optional.of(TrainingTime.of(runs));
  }

  /** Name and variant, as a table shows them; without a run there is no best variant. */
  String label() {
    return variant.isEmpty() || runs.isEmpty() ? name : name + ", " + variant;
  }
}
