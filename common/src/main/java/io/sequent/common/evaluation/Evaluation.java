package io.sequent.common.evaluation;

import io.sequent.common.report.Picture;
import io.sequent.common.report.Table;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What an evaluation of one split came to.
 *
 * @param values the metrics, the leading one first
 * @param scores what each example contributes to a metric, by the metric's name, for comparisons
 *     with other models; of the metrics that are sums over examples
 * @param tables what the console shows beside the metrics, such as figures per class
 * @param pictures what the run folder gets, such as a confusion matrix
 * @param details tables for the page of a run alone, such as texts that were misjudged
 */
public record Evaluation(
    List<MetricValue> values,
    Map<String, ExampleScores> scores,
    List<Table> tables,
    List<Picture> pictures,
    List<Table> details) {
  public Evaluation {
    values = List.copyOf(values);
    scores = Collections.unmodifiableMap(new LinkedHashMap<>(scores));
    tables = List.copyOf(tables);
    pictures = List.copyOf(pictures);
    details = List.copyOf(details);
  }

  /** An evaluation without details. */
  public Evaluation(
      List<MetricValue> values,
      Map<String, ExampleScores> scores,
      List<Table> tables,
      List<Picture> pictures) {
    this(values, scores, tables, pictures, List.of());
  }

  /** The same with other details; tables without rows are left out. */
  public Evaluation withDetails(Table... tablesOfPage) {
    List<Table> filled = Stream.of(tablesOfPage).filter(table -> !table.rows().isEmpty()).toList();
    return new Evaluation(values, scores, tables, pictures, filled);
  }

  /** An evaluation of nothing but metrics. */
  public static Evaluation of(MetricValue... values) {
    return new Evaluation(List.of(values), Map.of(), List.of(), List.of());
  }

  /** The metrics by name, the leading one first; NaN where one is not defined. */
  public Map<String, Double> metrics() {
    Map<String, Double> byName = new LinkedHashMap<>();
    values.forEach(value -> byName.put(value.metric().name(), value.value()));
    return Collections.unmodifiableMap(byName);
  }

  /** The metrics as a table, a dash where one is not defined. */
  public Table table(String title) {
    return new Table(
        title,
        List.of("metric", "value"),
        values.stream().map(value -> List.of(value.metric().name(), value.text())).toList());
  }

  /** The same with the scores of the examples in another order, {@link ExampleScores#arranged}. */
  public Evaluation arranged(int[] places) {
    Map<String, ExampleScores> arranged = new LinkedHashMap<>();
    scores.forEach((metric, of) -> arranged.put(metric, of.arranged(places)));
    return new Evaluation(values, arranged, tables, pictures, details);
  }

  /**
   * What a metric came to.
   *
   * @param metric which one
   * @param value NaN where the metric is not defined on the examples
   */
  public record MetricValue(Metric metric, double value) {
    /** The value for people. */
    public String text() {
      return metric.format(value);
    }
  }
}
