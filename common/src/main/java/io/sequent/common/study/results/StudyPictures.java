package io.sequent.common.study.results;

import io.sequent.common.ledger.LedgerEntry;
import io.sequent.common.report.Charts;
import io.sequent.common.report.Drawing;
import io.sequent.common.report.Picture;
import io.sequent.common.study.Study;
import io.sequent.common.train.history.History.EpochRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The pictures of a study: the rows' leading test metric, and the curves of the best rows. */
final class StudyPictures {
  /** More rows than a page can show are left to the table; the best ones are drawn. */
  private static final int MAX_ROWS = 40;

  /** More lines cannot be distinguished. */
  private static final int MAX_CURVES = 6;

  private StudyPictures() {}

  /** The pictures; none as long as there is no figure. */
  static List<Picture> of(StudyResults results) {
    List<RowResult> ranked = results.ranked();
    if (ranked.isEmpty()) {
      return List.of();
    }
    List<Picture> pictures = new ArrayList<>();
    Study study = results.study();
    List<RowResult> shown =
        results.rows().size() > MAX_ROWS ? first(ranked, MAX_ROWS) : results.rows();
    String metric = study.columns().get(0);
    pictures.add(new Picture(study.id() + "-rows", rows(results, shown, metric)));
    if (ranked.stream()
        .anyMatch(row -> row.runs().stream().anyMatch(r -> r.history().size() > 1))) {
      pictures.add(new Picture(study.id() + "-curves", curves(results)));
    }
    return pictures;
  }

  private static Drawing rows(StudyResults results, List<RowResult> shown, String metric) {
    Study study = results.study();
    return Charts.dots(
        study.title(),
        "test " + metric,
        "reference",
        shown.stream()
            .map(
                row -> {
                  List<Double> figures = row.figures("test", metric);
                  double deviation = Figures.deviation(figures);
                  return new Charts.Dot(
                      row.label(),
                      Figures.mean(figures),
                      Double.isNaN(deviation) ? 0 : deviation,
                      results.reference(row.name(), metric).orElse(Double.NaN));
                })
            .toList());
  }

  /** The validation metric of the best rows' first seed, epoch by epoch. */
  private static Drawing curves(StudyResults results) {
    String metric = results.study().metric();
    List<RowResult> best = first(results.ranked(), MAX_CURVES);
    int epochs = best.stream().mapToInt(row -> row.runs().get(0).history().size()).max().orElse(0);
    Map<String, double[]> lines = new LinkedHashMap<>();
    for (RowResult row : best) {
      lines.put(row.label(), curve(row.runs().get(0), metric, epochs));
    }
    return Charts.lines(
        results.study().title() + (results.rows().size() > MAX_CURVES ? ", best rows" : ""),
        "epoch",
        "validation " + metric,
        IntStream.rangeClosed(1, epochs).asDoubleStream().toArray(),
        lines);
  }

  private static double[] curve(LedgerEntry run, String metric, int epochs) {
    double[] values = new double[epochs];
    Arrays.fill(values, Double.NaN); // Where a shorter training has ended.
    for (int i = 0; i < run.history().size(); i++) {
      EpochRecord epoch = run.history().get(i);
      values[i] = epoch.validation().getOrDefault(metric, Double.NaN);
    }
    return values;
  }

  private static <T> List<T> first(List<T> list, int most) {
    return list.subList(0, Math.min(most, list.size()));
  }
}
