package io.sequent.common.study.results;

import io.sequent.common.ledger.LedgerEntry;
import io.sequent.common.report.Table;
import io.sequent.common.run.RunRecord;
import io.sequent.common.study.Study;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The table of a study: a line per row, our figures beside the reference figures. */
final class StudyTable {
  private static final String BASELINE = "baseline.";

  static final String SPEED_LEGEND =
      "predictions/s: test examples predicted per second on one core, from the example to its"
          + " prediction.";

  private final StudyResults results;
  private final Study study;
  private final Map<RowResult, Double> pValues;

  /** Columns of reference figures, those of the table's metrics that have any. */
  private final List<String> referenced;

  /** Whether any run has its prediction speed measured; older ones have not. */
  private final boolean showsSpeed;

  StudyTable(StudyResults results) {
    this.results = results;
    study = results.study();
    pValues = results.pValues();
    showsSpeed = results.rows().stream().anyMatch(row -> !speeds(row).isEmpty());
    referenced =
        study.columns().stream()
            .filter(
                metric ->
                    study.rows().stream()
                        .anyMatch(row -> results.reference(row.name(), metric).isPresent()))
            .toList();
  }

  /** In the order of the study: for comparison with a publication. */
  Table inOrder() {
    return table(results.rows());
  }

  /** Best first. */
  Table ranked() {
    List<RowResult> rows = new ArrayList<>(results.ranked());
    results.rows().stream().filter(row -> row.runs().isEmpty()).forEach(rows::add);
    return table(rows);
  }

  private Table table(List<RowResult> rows) {
    List<String> header = new ArrayList<>(List.of("rank", "row", "validation " + study.metric()));
    for (String metric : study.columns()) {
      header.add("test " + metric);
      if (referenced.contains(metric)) {
        header.add("reference " + metric);
      }
    }
    Collections.addAll(header, "p-value", "best epoch", "time", "cores");
    if (showsSpeed) {
      header.add("predictions/s");
    }
    Collections.addAll(header, "parameters", "seeds");
    List<RowResult> ranked = results.ranked();
    List<List<String>> cells = new ArrayList<>();
    for (RowResult row : rows) {
      cells.add(cells(row, ranked.indexOf(row) + 1));
    }
    baseline(header.size()).ifPresent(cells::add);
    return new Table(study.title(), header, cells);
  }

  private List<String> cells(RowResult row, int rank) {
    boolean missing = row.runs().isEmpty();
    String none = row.failures().isEmpty() ? Figures.MISSING : "failed";
    List<String> cells = new ArrayList<>();
    cells.add(missing ? "" : String.valueOf(rank));
    cells.add(row.label());
    cells.add(missing ? none : figures(row, RunRecord.VALIDATION, study.metric()));
    for (String metric : study.columns()) {
      cells.add(missing ? none : figures(row, RunRecord.TEST, metric));
      if (referenced.contains(metric)) {
        cells.add(results.reference(row.name(), metric).map(Figures::published).orElse(""));
      }
    }
    cells.add(pValue(row, rank));
    cells.add(
        row.runs().stream()
            .map(run -> run.run().training().bestEpochText())
            .collect(Collectors.joining(", ")));
    Optional<TrainingTime> time = row.trainingTime();
    cells.add(time.map(TrainingTime::text).orElse(""));
    cells.add(time.map(TrainingTime::coresText).orElse(""));
    if (showsSpeed) {
      cells.add(missing ? "" : speed(row));
    }
    cells.add(missing ? "" : row.runs().get(0).run().training().parametersText());
    cells.add(
        row.runs().size() == row.planned()
            ? String.valueOf(row.planned())
            : row.runs().size() + " of " + row.planned());
    return cells;
  }

  private static String figures(RowResult row, String split, String metric) {
    return Figures.meanAndDeviation(row.figures(split, metric));
  }

  private String pValue(RowResult row, int rank) {
    if (rank == 1) {
      return "best";
    }
    return Optional.ofNullable(pValues.get(row)).map(StudyTable::pValue).orElse("");
  }

  private static String pValue(double p) {
    if (Double.isNaN(p)) {
      return Figures.number(p);
    }
    String text = p < 0.001 ? "< 0.001" : String.format(Locale.ROOT, "%.3f", p);
    return text + (p < StudyResults.LEVEL ? " *" : "");
  }

  /** Predictions per second, the mean over the runs in which it was measured. */
  static String speed(RowResult row) {
    List<Double> speeds = speeds(row);
    return speeds.isEmpty()
        ? Figures.MISSING
        : String.format(Locale.ROOT, "%,.0f", Figures.mean(speeds));
  }

  private static List<Double> speeds(RowResult row) {
    return row.runs().stream()
        .flatMapToDouble(run -> run.run().times().predictionsPerSecond().stream())
        .boxed()
        .toList();
  }

  /** The naive forecast's figures, where the task has one. */
  private Optional<List<String>> baseline(int columns) {
    List<LedgerEntry> runs = results.rows().stream().flatMap(row -> row.runs().stream()).toList();
    boolean known =
        runs.stream()
            .flatMap(run -> run.run().test().orElse(Map.of()).keySet().stream())
            .anyMatch(metric -> metric.startsWith(BASELINE));
    if (!known) {
      return Optional.empty();
    }
    List<String> cells = new ArrayList<>(List.of("", "baseline"));
    cells.add(baseline(runs, RunRecord.VALIDATION, study.metric()));
    for (String metric : study.columns()) {
      cells.add(baseline(runs, RunRecord.TEST, metric));
      if (referenced.contains(metric)) {
        cells.add("");
      }
    }
    while (cells.size() < columns) {
      cells.add("");
    }
    return Optional.of(cells);
  }

  private static String baseline(List<LedgerEntry> runs, String split, String metric) {
    double mean =
        runs.stream()
            .mapToDouble(run -> Figures.of(run, split, BASELINE + metric))
            .filter(Double::isFinite)
            .average()
            .orElse(Double.NaN);
    return Double.isNaN(mean) ? "" : Figures.number(mean);
  }

  /** What the marks mean, one sentence each, to stand below the table. */
  List<String> legend() {
    List<String> legend = new ArrayList<>();
    legend.add(
        "Rows are ranked by validation "
            + study.metric()
            + ", which also selected each run's epoch; the test set was evaluated once per run.");
    if (results.rows().stream().anyMatch(row -> row.runs().size() > 1)) {
      legend.add("± is the standard deviation over the seeds.");
    }
    if (!pValues.isEmpty()) {
      legend.add(
          "p-value: of the difference from the best row on the test set (McNemar's exact test for"
              + " single runs of a classifier, otherwise a paired bootstrap over the test examples;"
              + " Holm-corrected); * below 0.05.");
    }
    legend.addAll(TrainingTime.legend(results.rows()));
    if (showsSpeed) {
      legend.add(SPEED_LEGEND);
    }
    return legend;
  }
}
