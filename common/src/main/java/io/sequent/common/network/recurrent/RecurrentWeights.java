package io.sequent.common.network.recurrent;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The weights of one direction of one layer, or their gradients. Blocks of {@code hidden} columns
 * belong to the gates in the order of {@link CellType}.
 *
 * @param input weights of the input, shape [input, gates * hidden], order f
 * @param recurrent weights of the previous output, shape [hidden, gates * hidden], order f
 * @param bias shape [biases * hidden]
 */
record RecurrentWeights(INDArray input, INDArray recurrent, INDArray bias) {}
