package io.sequent.common.train.schedule;

import io.sequent.common.evaluation.Metric;
import java.util.Map;

/**
 * Multiplies the learning rate by {@code factor} once a validation metric has not improved for more
 * than {@code patience} epochs, as PyTorch's {@code ReduceLROnPlateau}: only a relative change of
 * more than {@link #THRESHOLD} counts as an improvement, and the rate is not reduced by less than
 * {@link #SMALLEST_STEP}.
 *
 * @param rate the learning rate now
 * @param factor the factor of each reduction, 0 to 1
 * @param patience epochs without improvement before the rate is reduced
 * @param metric the metric
 * @param best the best metric so far
 * @param badEpochs epochs without improvement so far
 */
record ReduceOnPlateau(
    double rate, double factor, int patience, Metric metric, double best, int badEpochs)
    implements Schedule {
  static final double THRESHOLD = 1e-4;
  static final double SMALLEST_STEP = 1e-8;

  /** Before the first epoch. */
  public static ReduceOnPlateau from(double base, double factor, int patience, Metric metric) {
    return new ReduceOnPlateau(base, factor, patience, metric, metric.worst(), 0);
  }

  @Override
  public double rate(int epoch, int batch) {
    return rate;
  }

  @Override
  public ReduceOnPlateau afterEpoch(Map<String, Double> validation) {
    double value = validation.getOrDefault(metric.name(), Double.NaN);
    if (isBetter(value)) {
      return new ReduceOnPlateau(rate, factor, patience, metric, value, 0);
    }
    if (badEpochs < patience) {
      return new ReduceOnPlateau(rate, factor, patience, metric, best, badEpochs + 1);
    }
    double reduced = rate * factor;
    return new ReduceOnPlateau(
        rate - reduced > SMALLEST_STEP ? reduced : rate, factor, patience, metric, best, 0);
  }

  private boolean isBetter(double value) {
    return metric.lowerIsBetter() ? value < best * (1 - THRESHOLD) : value > best * (1 + THRESHOLD);
  }
}
