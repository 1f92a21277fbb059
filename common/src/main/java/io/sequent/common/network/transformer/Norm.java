package io.sequent.common.network.transformer;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The parameters of a layer normalisation, or their gradients.
 *
 * @param gamma shape [1, width]
 * @param beta shape [1, width]
 */
record Norm(INDArray gamma, INDArray beta) {
  /** Added to the variance. */
  static final double EPSILON = 1e-5;
}
