package io.sequent.common.study.results;

import io.sequent.common.ledger.LedgerEntry;
import io.sequent.common.run.RunRecord;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;

/**
 * How long a row's trainings took: the mean of the most meaningful ones. A training on an otherwise
 * idle machine counts before one beside other work, and among them one on more cores.
 *
 * @param seconds of a training; NaN if unknown
 * @param cores that it could use
 * @param busy whether the machine had other work during each of the row's trainings
 */
record TrainingTime(double seconds, OptionalInt cores, boolean busy) {
  /** The share of the machine from which on other work counts. */
  private static final double BUSY = 0.1;

  private static final String LEGEND =
      "Training times are means over the runs on an otherwise idle machine; where the number of"
          + " cores differs, over those on the most.";
  private static final String BUSY_LEGEND =
      "† the machine had other work during every training, so the time means little.";

  private static final Comparator<TrainingTime> MEANINGFUL =
      Comparator.comparing((TrainingTime time) -> !time.busy())
          .thenComparing(time -> time.cores().orElse(0));

  /**
   * The time of a row.
   *
   * @param runs at least one
   */
  static TrainingTime of(List<LedgerEntry> runs) {
    List<TrainingTime> times = runs.stream().map(TrainingTime::of).toList();
    TrainingTime best = times.stream().max(MEANINGFUL).orElseThrow();
    return new TrainingTime(
        Figures.mean(
            times.stream()
                .filter(time -> MEANINGFUL.compare(time, best) == 0)
                .map(TrainingTime::seconds)
                .toList()),
        best.cores,
        best.busy);
  }

  private static TrainingTime of(LedgerEntry run) {
    RunRecord.Times times = run.run().times();
    return new TrainingTime(
        times.train().orElse(Double.NaN),
        run.run().provenance().cores(),
        times.otherLoad().orElse(0) > BUSY);
  }

  /** What times and their marks mean, one sentence each, to stand below a table of these rows. */
  static List<String> legend(List<RowResult> rows) {
    return rows.stream().flatMap(row -> row.trainingTime().stream()).anyMatch(TrainingTime::busy)
        ? List.of(LEGEND, BUSY_LEGEND)
        : List.of(LEGEND);
  }

  /** For a table: the time, marked where it means little. */
  String text() {
    return Figures.time(seconds) + (busy ? " †" : "");
  }

  /** For a table: the number of cores. */
  String coresText() {
    return cores.isPresent() ? String.valueOf(cores.getAsInt()) : "";
  }
}
