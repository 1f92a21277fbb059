package io.sequent.common.network.pretrain;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Draws tokens by their counts to the power of 3/4, which Mikolov et al. 2013 found the best
 * distribution for negative examples.
 */
final class NoiseTokens {
  private static final double POWER = 0.75;

  /** Sums of the weights up to each token. */
  private final double[] sums;

  /**
   * @param counts of each token; what was not counted is not drawn
   * @throws IllegalArgumentException if nothing was counted
   */
  NoiseTokens(long[] counts) {
    sums = new double[counts.length];
    double sum = 0;
    for (int token = 0; token < counts.length; token++) {
      sum += Math.pow((double) counts[token], POWER);
      sums[token] = sum;
    }
    if (sum == 0) {
      throw new IllegalArgumentException("no tokens to draw from");
    }
  }

  int draw(SplittableRandom random) {
    // More than 0, so that no token without weight is drawn.
    double point = (1 - random.nextDouble()) * sums[sums.length - 1];
    int found = Arrays.binarySearch(sums, point);
    int token = found < 0 ? -found - 1 : found;
    while (token > 0 && sums[token - 1] == sums[token]) {
      token--;
    }
    return token;
  }
}
