package io.sequent.common.network.transformer;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The parameters of {@code x W + b}, or their gradients.
 *
 * @param weights shape [inputs, outputs]
 * @param bias shape [1, outputs]
 */
record Affine(INDArray weights, INDArray bias) {}
