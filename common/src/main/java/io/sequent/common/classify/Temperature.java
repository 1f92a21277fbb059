package io.sequent.common.classify;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Calibrates probabilities: {@code softmax(ln p / T)}, which of a softmax's output is that of its
 * scores divided by {@code T}. The order of the classes stays (Guo et al. 2017, On Calibration of
 * Modern Neural Networks, section 4.2).
 *
 * @param value {@code T}, above 0; above 1 it makes a model less confident
 */
record Temperature(double value) {
  /** Changes nothing. */
  static final Temperature NONE = new Temperature(1);

  private static final double LEAST = 0.1;
  private static final double MOST = 10;
  private static final double TOLERANCE = 1e-6;
  private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

  Temperature {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException("temperature " + value + ", expected above 0");
    }
  }

  /**
   * The temperature from 0.1 to 10 with the least negative log-likelihood, by golden-section search
   * over its logarithm: the likelihood has a single minimum, as it is convex in {@code 1/T}.
   *
   * @param probabilities of each example, at least one
   * @param truth the true classes
   */
  static Temperature of(double[][] probabilities, int[] truth) {
    double[][] scores = new double[truth.length][];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = DoubleStream.of(probabilities[i]).map(Temperature::log).toArray();
    }
    double low = Math.log(LEAST);
    double high = Math.log(MOST);
    while (high - low > TOLERANCE) {
      double left = high - GOLDEN * (high - low);
      double right = low + GOLDEN * (high - low);
      if (loss(scores, truth, Math.exp(left)) <= loss(scores, truth, Math.exp(right))) {
        high = right;
      } else {
        low = left;
      }
    }
    double best = Math.exp((low + high) / 2);
    return loss(scores, truth, best) < loss(scores, truth, 1) ? new Temperature(best) : NONE;
  }

  /** The sum of {@code -ln p} of the true classes. */
  private static double loss(double[][] scores, int[] truth, double temperature) {
    double loss = 0;
    for (int i = 0; i < truth.length; i++) {
      double[] row = scores[i];
      double most = DoubleStream.of(row).max().orElseThrow();
      double sum = 0;
      for (double score : row) {
        sum += Math.exp((score - most) / temperature);
      }
      loss += Math.log(sum) - (row[truth[i]] - most) / temperature;
    }
    return loss;
  }

  /** Finite also where a float has become 0. */
  private static double log(double probability) {
    return Math.log(Math.max(probability, Float.MIN_VALUE));
  }

  /** The calibrated probabilities of one example. */
  double[] of(double... probabilities) {
    double most = DoubleStream.of(probabilities).map(Temperature::log).max().orElseThrow();
    double[] powers =
        DoubleStream.of(probabilities).map(p -> Math.exp((log(p) - most) / value)).toArray();
    double sum = DoubleStream.of(powers).sum();
    return DoubleStream.of(powers).map(power -> power / sum).toArray();
  }

  /**
   * The calibrated probabilities of examples.
   *
   * @param probabilities shape [examples, classes]
   * @return the same array if nothing changes
   */
  INDArray of(INDArray probabilities) {
    if (equals(NONE)) {
      return probabilities;
    }
    int classes = Math.toIntExact(probabilities.size(1));
    // All at once: ND4J takes longer for a row than a network for its example.
    double[] all = probabilities.dup('c').data().asDouble();
    float[] calibrated = new float[all.length];
    for (int from = 0; from < all.length; from += classes) {
      double[] row = of(Arrays.copyOfRange(all, from, from + classes));
      for (int c = 0; c < classes; c++) {
        calibrated[from + c] = (float) row[c];
      }
    }
    return Nd4j.create(calibrated, probabilities.shape(), DataType.FLOAT);
  }
}
