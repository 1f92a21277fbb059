package io.sequent.common.network.recurrent;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What a cell carries from one time step to the next, or its gradient.
 *
 * @param hidden the output, shape [batch, hidden]
 * @param cell the memory of an LSTM, shape [batch, hidden]; null for the other cells
 */
public record RecurrentState(INDArray hidden, @Nullable INDArray cell) {
  /** The state of the first sequences; of all, where there are no more than those. */
  RecurrentState first(long sequences) {
    return sequences >= hidden.size(0)
        ? this
        : new RecurrentState(rows(hidden, sequences), cell == null ? null : rows(cell, sequences));
  }

  private static INDArray rows(INDArray matrix, long count) {
    return matrix.get(interval(0, count), all()).dup('c');
  }
}
