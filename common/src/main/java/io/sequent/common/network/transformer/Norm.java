package io.sequent.common.network.transformer;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The parameters of a layer normalisation, or their gradients.
 *
 * @param gamma shape [1, width]
 * @param beta shape [1, width]
 */
record Norm(INDArray gamma, INDArray beta) {
  /** Added to the variance, unless another number is given. */
  static final double EPSILON = 1e-5;

  /**
   * Checks what is added to the variance.
   *
   * @return the same
   * @throws IllegalArgumentException if it is not above 0
   */
  static double requireEpsilon(double epsilon) {
    if (!(epsilon > 0 && epsilon < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("epsilon %s, expected above 0".formatted(epsilon));
    }
    return epsilon;
  }
}
