package io.sequent.common.tune;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The effect of a setting on the objective, from the trials in which it was searched.
 *
 * @param dimension the setting
 * @param points a value and an objective for each trial
 */
record Effect(Dimension dimension, List<Point> points) {
  /** The number of parts into which a range with more values is divided. */
  private static final int PARTS = 4;

  Effect {
    points = List.copyOf(points);
  }

  /**
   * A trial.
   *
   * @param value of the setting
   * @param objective the trial's, finite
   */
  record Point(String value, double objective) {}

  /**
   * A group of values.
   *
   * @param position of their middle
   * @param objectives of their trials, at least one
   */
  record Bin(double position, List<Double> objectives) {
    double mean() {
      return objectives.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
    }
  }

  /**
   * The effect of a setting.
   *
   * @param configurations finished trials, one for each configuration
   */
  static Effect of(Dimension dimension, List<TrialResult> configurations) {
    List<Point> points = new ArrayList<>();
    for (TrialResult result : configurations) {
      String value = result.trial().proposal().values().get(dimension.name());
      if (value != null) {
        points.add(new Point(value, result.objective()));
      }
    }
    return new Effect(dimension, points);
  }

  /** The trials by value, or by part of the range where it has more than four values. */
  List<Bin> bins() {
    Domain domain = dimension.domain();
    boolean byValue = domain instanceof Choices || (domain.count() > 0 && domain.count() <= PARTS);
    long parts = byValue ? domain.count() : PARTS;
    Map<Long, List<Double>> bins = new TreeMap<>();
    for (Point point : points) {
      long part = Math.min(parts - 1, (long) (domain.position(point.value()) * parts));
      bins.computeIfAbsent(part, p -> new ArrayList<>()).add(point.objective());
    }
    return bins.entrySet().stream()
        .map(bin -> new Bin((bin.getKey() + 0.5) / parts, bin.getValue()))
        .toList();
  }

  /**
   * The importance: the share of the objective's variance between the bins, corrected for their
   * number (epsilon squared: Kelley, An Unbiased Correlation Ratio Measure, PNAS 21, 1935): {@code
   * (SSB - (k - 1) SSW / (n - k)) / (SSB + SSW)}, where {@code SSB} is the sum over {@code k} bins
   * of trials times the squared distance of their mean to that of all {@code n} trials, and {@code
   * SSW} that over trials of the squared distance to the mean of their bin.
   *
   * @return 0..1, negative values as 0; NaN if each bin has one trial, or all objectives are equal
   */
  double importance() {
    List<Bin> bins = bins();
    double all = points.stream().mapToDouble(Point::objective).average().orElse(Double.NaN);
    double between = 0;
    double within = 0;
    for (Bin bin : bins) {
      double mean = bin.mean();
      between += bin.objectives().size() * (mean - all) * (mean - all);
      within += bin.objectives().stream().mapToDouble(o -> (o - mean) * (o - mean)).sum();
    }
    int free = points.size() - bins.size();
    if (free <= 0 || between + within == 0) {
      return Double.NaN;
    }
    return Math.max(0, (between - (bins.size() - 1) * within / free) / (between + within));
  }
}
