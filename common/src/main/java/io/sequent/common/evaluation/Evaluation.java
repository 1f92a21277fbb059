package io.sequent.common.evaluation;

import io.sequent.common.report.Picture;
import io.sequent.common.report.Table;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The verdict over one split.
 *
 * @param metrics name to value, the leading one first; names as in {@link Metric}
 * @param tables what the console shows beside the metrics, such as figures per class
 * @param pictures what the run folder gets, such as a confusion matrix
 */
public record Evaluation(Map<String, Double> metrics, List<Table> tables, List<Picture> pictures) {
  public Evaluation {
    metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    tables = List.copyOf(tables);
    pictures = List.copyOf(pictures);
  }

  /** Metrics alone. */
  public static Evaluation of(Map<String, Double> metrics) {
    return new Evaluation(metrics, List.of(), List.of());
  }
}
