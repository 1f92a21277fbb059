package io.sequent.common.evaluation;

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
