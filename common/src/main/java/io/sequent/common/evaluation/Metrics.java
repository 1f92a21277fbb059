package io.sequent.common.evaluation;

import io.sequent.common.UserError;
import io.sequent.common.config.Config;
import java.util.List;

/**
 * The metrics of a task's evaluation.
 *
 * @param all at least one, the one that leads first
 */
public record Metrics(List<Metric> all) {
  public Metrics {
    all = List.copyOf(all);
    if (all.isEmpty()) {
      throw new IllegalArgumentException("no metrics, expected at least one");
    }
  }

  /** The metrics, the one that leads first. */
  public static Metrics of(Metric... metrics) {
    return new Metrics(List.of(metrics));
  }

  /** The metric that chooses the best epoch by default. */
  public Metric leading() {
    return all.get(0);
  }

  /** Whether the evaluation has a metric of this name, or may have, where the data decide. */
  public boolean has(String name) {
    return all.stream().anyMatch(metric -> metric.covers(name));
  }

  /**
   * The metric of a name.
   *
   * @throws UserError if there is none, with the nearest known one
   */
  public Metric named(String name) {
    return all.stream()
        .filter(metric -> metric.covers(name))
        .findFirst()
        .map(metric -> metric.named(name))
        .orElseThrow(
            () ->
                new UserError(
                    Config.unknown("metric", name, all.stream().map(Metric::name).toList())));
  }
}
