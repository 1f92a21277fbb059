package io.sequent.common.tune;

import java.util.List;
import java.util.Random;

/**
 * A Parzen estimate over 0..1 (Bergstra et al. 2011, section 4.2): the prior, which is even, and a
 * Gaussian around each value, cut off at the ends, all with the same weight. A Gaussian's standard
 * deviation is the distance to the farther one of its value's neighbours, the ends included, but at
 * least {@code 1 / min(100, n + 1)} of {@code n} values.
 */
final class ParzenDensity implements Density {
  private static final double MAX_VALUES = 100;

  private final double[] means;
  private final double[] deviations;

  /** The share of each Gaussian that lies within 0..1. */
  private final double[] inside;

  ParzenDensity(List<Double> positions) {
    means = positions.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    deviations = new double[means.length];
    inside = new double[means.length];
    double least = 1 / Math.min(MAX_VALUES, means.length + 1.0);
    for (int i = 0; i < means.length; i++) {
      double left = means[i] - (i == 0 ? 0 : means[i - 1]);
      double right = (i == means.length - 1 ? 1 : means[i + 1]) - means[i];
      deviations[i] = Math.max(least, Math.max(left, right));
      inside[i] = below((1 - means[i]) / deviations[i]) - below(-means[i] / deviations[i]);
    }
  }

  @Override
  public double draw(Random random) {
    int component = random.nextInt(means.length + 1);
    if (component == means.length) {
      return random.nextDouble();
    }
    while (true) {
      double position = means[component] + deviations[component] * random.nextGaussian();
      if (position >= 0 && position <= 1) {
        return position;
      }
    }
  }

  @Override
  public double log(double position) {
    double sum = 1; // The prior.
    for (int i = 0; i < means.length; i++) {
      double distance = (position - means[i]) / deviations[i];
      sum +=
          Math.exp(-0.5 * distance * distance)
              / (Math.sqrt(2 * Math.PI) * deviations[i] * inside[i]);
    }
    return Math.log(sum / (means.length + 1));
  }

  /**
   * The share of the standard normal distribution below {@code z}, to 1e-7: Abramowitz and Stegun,
   * Handbook of Mathematical Functions, 26.2.17.
   */
  private static double below(double z) {
    double t = 1 / (1 + 0.2316419 * Math.abs(z));
    double polynomial =
        t
            * (0.319381530
                + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
    double above = Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI) * polynomial;
    return z < 0 ? above : 1 - above;
  }
}
