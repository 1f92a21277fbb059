package io.sequent.common.evaluation;

import io.sequent.common.report.Picture;
import io.sequent.common.report.Table;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The verdict over one split.
 *
 * @param metrics name to value, the leading one first; names as in {@link Metric}
 * @param tables what the console shows beside the metrics, such as figures per class
 * @param scores what each example contributes to a metric, by the metric's name, for comparisons
 *     with other models; of the metrics that are sums over examples
 * @param pictures what the run folder gets, such as a confusion matrix
 */
public record Evaluation(
    Map<String, Double> metrics,
    Map<String, ExampleScores> scores,
    List<Table> tables,
    List<Picture> pictures) {
  public Evaluation {
    metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    scores = Collections.unmodifiableMap(new LinkedHashMap<>(scores));
    tables = List.copyOf(tables);
    pictures = List.copyOf(pictures);
  }

  /** The metrics as a table: four digits behind the point, a dash where one is not defined. */
  public Table table(String title) {
    List<List<String>> rows = new ArrayList<>();
    metrics.forEach(
        (name, value) ->
            rows.add(
                List.of(
                    name,
                    Double.isFinite(value) ? String.format(Locale.ROOT, "%.4f", value) : "-")));
    return new Table(title, List.of("metric", "value"), rows);
  }

  /** The same with the scores of the examples in another order, {@link ExampleScores#arranged}. */
  public Evaluation arranged(int[] places) {
    Map<String, ExampleScores> arranged = new LinkedHashMap<>();
    scores.forEach((metric, of) -> arranged.put(metric, of.arranged(places)));
    return new Evaluation(metrics, arranged, tables, pictures);
  }
}
