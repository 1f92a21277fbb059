package io.sequent.common.evaluation;

import io.sequent.common.evaluation.Evaluation.MetricValue;
import io.sequent.common.report.Decimals;

/**
 * A metric: how it is called, which way is better, and how it is printed. Each task supplies its
 * own; {@code result.json} and the ledger know a metric by its name.
 *
 * @param name such as {@code accuracy}; a name that ends in {@code *}, such as {@code pearson.*},
 *     stands for all metrics that begin as it does, of which the data say how many there are
 * @param direction which way is better
 * @param unit such as {@code %} or {@code US dollars}; empty for a number without one
 * @param decimals digits after the decimal point, 0 to 12
 */
public record Metric(String name, Direction direction, String unit, int decimals) {
  /** The loss on the evaluated examples; smaller is better. Every task has it. */
  public static final Metric LOSS = lower("loss");

  /** The share of examples that are predicted correctly, 0 to 1. */
  public static final Metric ACCURACY = higher("accuracy");

  private static final String ANY = "*";
  private static final int MAX_DECIMALS = 12;

  /** Which way a metric is better. */
  public enum Direction {
    LOWER,
    HIGHER
  }

  public Metric {
    if (name.isBlank() || decimals < 0 || decimals > MAX_DECIMALS) {
      throw new IllegalArgumentException("metric '" + name + "' of " + decimals + " decimals");
    }
  }

  /** A metric that is better when larger, with four decimals and no unit. */
  public static Metric higher(String name) {
    return new Metric(name, Direction.HIGHER, "", 4);
  }

  /** A metric that is better when smaller, with four decimals and no unit. */
  public static Metric lower(String name) {
    return new Metric(name, Direction.LOWER, "", 4);
  }

  /** The same metric in a unit. */
  public Metric in(String newUnit) {
    return new Metric(name, direction, newUnit, decimals);
  }

  /** The same metric, printed with another number of decimals. */
  public Metric withDecimals(int digits) {
    return new Metric(name, direction, unit, digits);
  }

  /** Whether a smaller value is the better one. */
  public boolean lowerIsBetter() {
    return direction == Direction.LOWER;
  }

  /** Whether a value is better than another; never if one of them is not a number. */
  public boolean isBetter(double value, double than) {
    return lowerIsBetter() ? value < than : value > than;
  }

  /** The value that any other is better than. */
  public double worst() {
    return lowerIsBetter() ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
  }

  /** The value for people, with the metric's decimals as {@link Decimals} has them. */
  public String format(double value) {
    return Decimals.text(value, decimals);
  }

  /** A value of this metric. */
  public MetricValue of(double value) {
    return new MetricValue(this, value);
  }

  /** The metric of a name within a family such as {@code pearson.*}. */
  public Metric named(String member) {
    return new Metric(member, direction, unit, decimals);
  }

  /** Whether a name is this metric's, or that of one in its family. */
  boolean covers(String other) {
    return name.endsWith(ANY)
        ? other.length() >= name.length()
            && other.startsWith(name.substring(0, name.length() - ANY.length()))
        : name.equals(other);
  }
}
