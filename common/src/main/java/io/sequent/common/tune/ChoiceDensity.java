package io.sequent.common.tune;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Probabilities of values without an order, from counts with one added to each by the prior
 * (Bergstra et al. 2011, section 4.2: proportional to {@code N p_i + C_i}).
 */
final class ChoiceDensity implements Density {
  private final double[] weights;
  private final double sum;

  ChoiceDensity(Choices choices, List<Double> positions) {
    weights = new double[choices.values().size()];
    Arrays.fill(weights, 1);
    positions.forEach(position -> weights[index(position)]++);
    sum = Arrays.stream(weights).sum();
  }

  private int index(double position) {
    return Math.min(weights.length - 1, (int) (position * weights.length));
  }

  @Override
  public double draw(Random random) {
    double left = random.nextDouble() * sum;
    int index = 0;
    while (index < weights.length - 1 && left >= weights[index]) {
      left -= weights[index];
      index++;
    }
    return (index + 0.5) / weights.length;
  }

  @Override
  public double log(double position) {
    return Math.log(weights[index(position)] / sum);
  }
}
