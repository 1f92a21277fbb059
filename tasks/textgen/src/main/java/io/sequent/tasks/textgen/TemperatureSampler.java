package io.sequent.tasks.textgen;

import java.util.SplittableRandom;

/**
 * Draws from {@code softmax(logits / T)}. A network's softmax output {@code p} stands in for the
 * logits: {@code ln p} differs from them by a constant, which the softmax takes out again. Below 1
 * the temperature sharpens, above 1 it flattens; towards 0 the most probable class remains.
 */
final class TemperatureSampler {
  private final double temperature;
  private final SplittableRandom random;

  /**
   * @param temperature above 0
   * @param seed the same seed draws the same
   */
  TemperatureSampler(double temperature, long seed) {
    if (!(temperature > 0)) {
      throw new IllegalArgumentException("temperature " + temperature + ", expected more than 0");
    }
    this.temperature = temperature;
    this.random = new SplittableRandom(seed);
  }

  /**
   * Draws a class.
   *
   * @param probabilities of the classes; those of probability 0 are never drawn
   */
  int draw(double[] probabilities) {
    double[] weights = weights(probabilities);
    double sum = 0;
    for (double weight : weights) {
      sum += weight;
    }
    double rest = random.nextDouble() * sum;
    int drawn = mostProbable(weights); // What remains when rounding uses up the rest.
    for (int i = 0; i < weights.length; i++) {
      rest -= weights[i];
      if (rest < 0) {
        drawn = i;
        break;
      }
    }
    return drawn;
  }

  /** The class of the highest probability, the first of several. */
  static int mostProbable(double[] probabilities) {
    int best = 0;
    for (int i = 1; i < probabilities.length; i++) {
      if (probabilities[i] > probabilities[best]) {
        best = i;
      }
    }
    return best;
  }

  /** {@code exp((ln p - max) / T)}: the highest becomes 1, so nothing overflows. */
  private double[] weights(double[] probabilities) {
    double highest = Math.log(probabilities[mostProbable(probabilities)]);
    double[] weights = new double[probabilities.length];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = Math.exp((Math.log(probabilities[i]) - highest) / temperature);
    }
    return weights;
  }
}
