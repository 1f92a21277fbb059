package io.sequent.common.train.display;

import io.sequent.common.report.Charts;
import io.sequent.common.report.Picture;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Draws gradients: a line for each parameter or, where these are many, for each layer. */
final class GradientPicture {
  /** More lines make a chart unreadable. */
  private static final int MAX_LINES = 8;

  private GradientPicture() {}

  /**
   * Draws records.
   *
   * @param records in the order of the updates
   */
  static Picture of(List<GradientRecord> records) {
    Map<String, List<GradientRecord>> byParameter = by(records, GradientRecord::parameter);
    boolean few = byParameter.size() <= MAX_LINES;
    Map<String, List<GradientRecord>> groups =
        few ? byParameter : by(records, row -> "layer " + row.layer());
    List<Charts.GradientLine> lines = new ArrayList<>();
    groups.forEach((name, rows) -> lines.add(line(name, rows)));
    String title = few ? "Gradients by parameter" : "Gradients by layer";
    return new Picture("gradients", Charts.gradients(title, lines));
  }

  private static Charts.GradientLine line(String name, List<GradientRecord> rows) {
    Map<Long, List<GradientRecord>> byUpdate = by(rows, GradientRecord::update);
    Collection<List<GradientRecord>> groups = byUpdate.values();
    return new Charts.GradientLine(
        name,
        byUpdate.keySet().stream().map(Long::doubleValue).toList(),
        groups.stream().map(GradientPicture::mean).toList(),
        groups.stream().map(GradientPicture::maximum).toList());
  }

  private static <K> Map<K, List<GradientRecord>> by(
      List<GradientRecord> records, Function<GradientRecord, K> key) {
    return records.stream()
        .collect(Collectors.groupingBy(key, LinkedHashMap::new, Collectors.toList()));
  }

  private static double mean(List<GradientRecord> rows) {
    double sum = rows.stream().mapToDouble(row -> row.mean() * row.numbers()).sum();
    return sum / rows.stream().mapToLong(GradientRecord::numbers).sum();
  }

  private static double maximum(List<GradientRecord> rows) {
    return rows.stream().mapToDouble(GradientRecord::maximum).max().orElseThrow();
  }
}
