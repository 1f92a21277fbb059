package io.sequent.common.classify;

import java.util.Arrays;

/**
 * What is added to the log probability of each class so that the probabilities of each class sum to
 * its number of examples: the most likely such addition.
 */
final class ClassBias {
  private static final int MAX_ROUNDS = 1000;
  private static final double PRECISION = 1e-9;

  private ClassBias() {}

  /**
   * Fits the bias by generalized iterative scaling (Darroch and Ratcliff, 1972).
   *
   * @param classes how many there are
   * @param probabilities of each example
   * @param truth the true classes
   */
  static double[] of(int classes, double[][] probabilities, int[] truth) {
    // Half an example more of each class, so that one without any stays possible.
    double[] targets = new double[classes];
    Arrays.fill(targets, 0.5);
    for (int c : truth) {
      targets[c]++;
    }
    double scale = truth.length / (truth.length + 0.5 * classes);
    double[] bias = new double[classes];
    for (int round = 0; round < MAX_ROUNDS; round++) {
      double[] sums = sums(classes, corrected(probabilities, bias));
      double largest = 0;
      double[] next = bias.clone();
      for (int c = 0; c < classes; c++) {
        double step = Math.log(scale * targets[c] / sums[c]);
        next[c] += step;
        largest = Math.max(largest, Math.abs(step));
      }
      bias = next;
      if (largest < PRECISION) {
        break;
      }
    }
    return bias;
  }

  /** The probabilities of each example after the addition. */
  static double[][] corrected(double[][] probabilities, double[] bias) {
    return Arrays.stream(probabilities)
        .map(example -> corrected(example, bias))
        .toArray(double[][]::new);
  }

  /** The probabilities of an example after the addition. */
  static double[] corrected(double[] probabilities, double[] bias) {
    double[] corrected = new double[bias.length];
    double sum = 0;
    for (int c = 0; c < bias.length; c++) {
      corrected[c] = Math.max(probabilities[c], Decision.MIN_PROBABILITY) * Math.exp(bias[c]);
      sum += corrected[c];
    }
    for (int c = 0; c < bias.length; c++) {
      corrected[c] /= sum;
    }
    return corrected;
  }

  /** The sum of the probabilities of each class over examples. */
  static double[] sums(int classes, double[][] probabilities) {
    double[] sums = new double[classes];
    for (double[] example : probabilities) {
      for (int c = 0; c < classes; c++) {
        sums[c] += example[c];
      }
    }
    return sums;
  }
}
