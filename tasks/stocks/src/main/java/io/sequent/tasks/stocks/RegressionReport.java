package io.sequent.tasks.stocks;

import io.sequent.common.evaluation.Sizes;
import java.util.OptionalDouble;

/**
 * How far numbers are from the truth.
 *
 * @param mse mean squared error, in squared units of the truth
 * @param mae mean absolute error, in units of the truth
 * @param mape mean absolute percentage error, in percent: the mean of {@code 100 |y - p| / |y|}
 *     over the observations with {@code y != 0}; absent if there are none. An observation with a
 *     true value of zero has no percentage error and is left out.
 * @param correlation Pearson's correlation of truth and prediction, -1..1; absent where one of them
 *     is constant
 */
record RegressionReport(double mse, double mae, OptionalDouble mape, OptionalDouble correlation) {
  /**
   * Evaluates predictions.
   *
   * @param truth at least one value
   * @param prediction as many values
   */
  public static RegressionReport of(double[] truth, double[] prediction) {
    Sizes.same("truth", truth.length, "prediction", prediction.length);
    Sizes.notEmpty("truth", truth.length);
    double squared = 0;
    double absolute = 0;
    double relative = 0;
    int nonZero = 0;
    for (int i = 0; i < truth.length; i++) {
      double error = prediction[i] - truth[i];
      squared += error * error;
      absolute += Math.abs(error);
      if (truth[i] != 0) {
        relative += Math.abs(error / truth[i]);
        nonZero++;
      }
    }
    return new RegressionReport(
        squared / truth.length,
        absolute / truth.length,
        nonZero == 0 ? OptionalDouble.empty() : OptionalDouble.of(100 * relative / nonZero),
        correlation(truth, prediction));
  }

  /** Root of the mean squared error, in units of the truth. */
  public double rmse() {
    return Math.sqrt(mse);
  }

  /**
   * The mean absolute error over that of a naive forecast of the same values, below 1 when better
   * than it: the mean absolute scaled error of Hyndman and Koehler, "Another look at measures of
   * forecast accuracy", International Journal of Forecasting 22 (2006), but scaled by the naive
   * forecast's error on these values, not on the training values. Absent where the naive forecast
   * has no error.
   *
   * @param truth at least one value
   * @param naive the naive forecast, as many values
   */
  public OptionalDouble mase(double[] truth, double[] naive) {
    double scale = of(truth, naive).mae();
    return scale == 0 ? OptionalDouble.empty() : OptionalDouble.of(mae / scale);
  }

  /**
   * The share of forecasts that go the way the truth went, 0..1, from the value last seen. Where
   * the truth did not move there is no way to hit, and the observation is left out; a forecast of
   * no move is a miss. Absent where the truth never moved.
   *
   * @param last the value last seen before each forecast
   * @param truth as many values
   * @param prediction as many values
   */
  public static OptionalDouble directionalAccuracy(
      double[] last, double[] truth, double[] prediction) {
    Sizes.same("last", last.length, "truth", truth.length);
    Sizes.same("truth", truth.length, "prediction", prediction.length);
    int moves = 0;
    int hits = 0;
    for (int i = 0; i < truth.length; i++) {
      double move = Math.signum(truth[i] - last[i]);
      if (move != 0) {
        moves++;
        hits += Math.signum(prediction[i] - last[i]) == move ? 1 : 0;
      }
    }
    return moves == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) hits / moves);
  }

  /** Pearson's r in two passes, so that large means do not cancel digits. */
  private static OptionalDouble correlation(double[] a, double[] b) {
    double meanA = mean(a);
    double meanB = mean(b);
    double covariance = 0;
    double varianceA = 0;
    double varianceB = 0;
    for (int i = 0; i < a.length; i++) {
      covariance += (a[i] - meanA) * (b[i] - meanB);
      varianceA += (a[i] - meanA) * (a[i] - meanA);
      varianceB += (b[i] - meanB) * (b[i] - meanB);
    }
    double scale = Math.sqrt(varianceA) * Math.sqrt(varianceB);
    return scale == 0 ? OptionalDouble.empty() : OptionalDouble.of(covariance / scale);
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }
}
