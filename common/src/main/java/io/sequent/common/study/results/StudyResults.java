package io.sequent.common.study.results;

import io.sequent.common.UserError;
import io.sequent.common.evaluation.ExampleScores;
import io.sequent.common.ledger.LedgerEntry;
import io.sequent.common.run.RunRecord;
import io.sequent.common.study.References;
import io.sequent.common.study.Study;
import io.sequent.common.study.Study.PlannedRun;
import io.sequent.common.study.StudyRow;
import io.sequent.common.task.Tasks;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The results of a study so far. Rows are ranked by their mean validation metric; test figures are
 * shown beside it and select nothing.
 *
 * @param study what was to be trained
 * @param rows one for each row of the study, in its order
 */
record StudyResults(Study study, List<RowResult> rows) {
  private static final String BASELINE = "baseline.";

  /** The level of significance: p-values below it are marked. */
  static final double LEVEL = 0.05;

  StudyResults {
    rows = List.copyOf(rows);
  }

  /**
   * Puts runs together.
   *
   * @param runs the study's runs
   * @param entries the ledger's entry of a run, if there is one
   */
  static StudyResults of(
      Study study, List<PlannedRun> runs, Function<PlannedRun, Optional<LedgerEntry>> entries) {
    Map<String, Map<String, List<PlannedRun>>> byRow = new LinkedHashMap<>();
    for (PlannedRun run : runs) {
      byRow
          .computeIfAbsent(run.row(), row -> new LinkedHashMap<>())
          .computeIfAbsent(run.variant(), variant -> new ArrayList<>())
          .add(run);
    }
    List<RowResult> rows = new ArrayList<>();
    byRow.forEach(
        (row, variants) ->
            rows.add(
                variants.entrySet().stream()
                    .map(v -> row(row, v.getKey(), v.getValue(), entries))
                    .min(ranking(study))
                    .orElseThrow()));
    return new StudyResults(study, rows);
  }

  private static RowResult row(
      String name,
      String variant,
      List<PlannedRun> runs,
      Function<PlannedRun, Optional<LedgerEntry>> entries) {
    List<LedgerEntry> found = runs.stream().map(entries).flatMap(Optional::stream).toList();
    return RowResult.of(name, variant, found, runs.size());
  }

  /**
   * A study that is known from its runs only; each row has one run per seed, the last one that was
   * recorded.
   *
   * @param runs all of one study and data set, at least one
   */
  static StudyResults ofRuns(String name, List<LedgerEntry> runs) {
    Map<String, Map<Long, LedgerEntry>> byRow = new LinkedHashMap<>();
    for (LedgerEntry run : runs) {
      byRow
          .computeIfAbsent(run.row(), row -> new TreeMap<>())
          .merge(run.run().seed(), run, StudyResults::laterFinished);
    }
    String metric =
        runs.get(0)
            .run()
            .training()
            .selectedBy()
            .orElseThrow(
                () ->
                    new UserError(
                        "ledger: study '%s' has a run without 'selectedBy', expected a metric"
                            .formatted(name)));
    List<StudyRow> rows =
        byRow.keySet().stream().map(row -> new StudyRow(row, Map.of(), Map.of(), "")).toList();
    Study study =
        new Study(
            name,
            "",
            name,
            runs.get(0).run().task(),
            "",
            "",
            metric,
            List.of(metric),
            List.of(),
            Map.of(),
            rows,
            References.NONE,
            Study.Overview.BEST);
    return new StudyResults(
        study,
        byRow.entrySet().stream()
            .map(
                row ->
                    RowResult.of(
                        row.getKey(),
                        "",
                        List.copyOf(row.getValue().values()),
                        row.getValue().size()))
            .toList());
  }

  /** The later of two entries of a run, but never a failure in place of a success. */
  static LedgerEntry laterFinished(LedgerEntry before, LedgerEntry next) {
    return before.finished() && !next.finished() ? before : next;
  }

  /** A published figure of a row. */
  Optional<Double> reference(String row, String metric) {
    return Optional.ofNullable(study.references().rows().get(row))
        .map(reference -> reference.figures().get(metric));
  }

  /** Best first; rows without a figure last. */
  private static Comparator<RowResult> ranking(Study study) {
    String metric = study.metric();
    double sign = Tasks.metric(study.task(), metric).lowerIsBetter() ? 1 : -1;
    return Comparator.comparingDouble(
        row -> {
          double mean = row.mean(RunRecord.VALIDATION, metric);
          return Double.isNaN(mean) ? Double.POSITIVE_INFINITY : sign * mean;
        });
  }

  /** The rows with a figure, best first. */
  List<RowResult> ranked() {
    return rows.stream().filter(row -> !row.runs().isEmpty()).sorted(ranking(study)).toList();
  }

  /** The row that is best on validation. */
  Optional<RowResult> best() {
    return ranked().stream().findFirst();
  }

  /** Number of runs that the study plans. */
  int planned() {
    return rows.stream().mapToInt(RowResult::planned).sum();
  }

  /** Number of runs that are recorded as finished. */
  int finished() {
    return rows.stream().mapToInt(row -> row.runs().size()).sum();
  }

  /**
   * The p-value of the difference between each row and the best one on the test set, after Holm's
   * correction; rows that cannot be compared are left out.
   */
  Map<RowResult, Double> pValues() {
    Optional<RowResult> best = best();
    Map<RowResult, Double> pValues = new HashMap<>();
    if (best.isEmpty()) {
      return pValues;
    }
    Optional<String> metric = comparedBy(best.get());
    if (metric.isEmpty()) {
      return pValues;
    }
    List<ExampleScores> ofBest = scores(best.get(), metric.get());
    List<RowResult> others = new ArrayList<>();
    List<List<ExampleScores>> ofOthers = new ArrayList<>();
    for (RowResult row : ranked()) {
      List<ExampleScores> scores = scores(row, metric.get());
      if (!row.name().equals(best.get().name())
          && seeds(row).equals(seeds(best.get()))
          && baselines(row).equals(baselines(best.get()))
          && scores.size() == row.runs().size()
          && areOfOneSize(ofBest, scores)) {
        others.add(row);
        ofOthers.add(scores);
      }
    }
    double[] p = others.isEmpty() ? new double[0] : Significance.pValues(ofBest, ofOthers);
    double[] corrected = Significance.holm(p);
    for (int i = 0; i < corrected.length; i++) {
      pValues.put(others.get(i), corrected[i]);
    }
    return pValues;
  }

  /** The metric whose test scores are compared: the selecting one or the first with scores. */
  private Optional<String> comparedBy(RowResult best) {
    Map<String, String> scores = best.runs().get(0).scores();
    return study.metrics().stream().filter(scores::containsKey).findFirst();
  }

  private static List<Long> seeds(RowResult row) {
    return row.runs().stream().map(run -> run.run().seed()).toList();
  }

  /** The naive forecast's test figures of each run, which distinguish one test set from another. */
  private static List<Map<String, Double>> baselines(RowResult row) {
    return row.runs().stream()
        .map(
            run -> {
              Map<String, Double> naive = new HashMap<>(run.run().test().orElse(Map.of()));
              naive.keySet().removeIf(metric -> !metric.startsWith(BASELINE));
              return naive;
            })
        .toList();
  }

  /** As those of the same test examples are. */
  private static boolean areOfOneSize(List<ExampleScores> some, List<ExampleScores> others) {
    return some.size() == others.size()
        && Stream.concat(some.stream(), others.stream())
                .map(scores -> List.of(scores.size(), scores.areSpans()))
                .distinct()
                .count()
            == 1;
  }

  /** Of the runs that have any. */
  private static List<ExampleScores> scores(RowResult row, String metric) {
    return row.runs().stream()
        .map(run -> run.scores().get(metric))
        .filter(Objects::nonNull)
        .map(ExampleScores::decode)
        .toList();
  }
}
