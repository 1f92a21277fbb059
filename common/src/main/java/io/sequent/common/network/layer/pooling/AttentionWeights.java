package io.sequent.common.network.layer.pooling;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The parameters of an {@link AdditiveAttention}, or their gradients.
 *
 * @param projection W, shape [features, size]
 * @param bias b, shape [1, size]
 * @param context u, shape [size, 1]
 */
record AttentionWeights(INDArray projection, INDArray bias, INDArray context) {}
