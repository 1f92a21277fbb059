package io.sequent.common.network.recurrent;

import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What a cell carries from one time step to the next, or its gradient.
 *
 * @param hidden the output, shape [batch, hidden]
 * @param cell the memory of an LSTM, shape [batch, hidden]; null for the other cells
 */
public record RecurrentState(INDArray hidden, @Nullable INDArray cell) {}
