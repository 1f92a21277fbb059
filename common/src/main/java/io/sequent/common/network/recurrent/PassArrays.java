package io.sequent.common.network.recurrent;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import io.sequent.common.network.engine.Scratch.Memory;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Allocates the float arrays of a pass on oneDNN.
 *
 * @param batch number of sequences
 */
record PassArrays(int batch) {
  /**
   * An uninitialised time-major matrix, shape [steps * batch, features].
   *
   * @param rowStride numbers from the start of a row to the start of the next, at least features
   */
  INDArray matrix(Memory memory, int steps, int features, long rowStride) {
    INDArray wide =
        memory.allocate(DataType.FLOAT, 'c', Math.max(1, steps) * (long) batch, rowStride);
    return rowStride == features ? wide : wide.get(all(), interval(0, features));
  }

  /** A view of the first steps of a time-major matrix; of all of it for 0 steps. */
  INDArray firstSteps(INDArray matrix, int steps) {
    return steps * (long) batch == matrix.size(0) || steps == 0
        ? matrix
        : matrix.get(interval(0, steps * (long) batch), all());
  }

  /** An uninitialised state. */
  RecurrentState state(Memory memory, CellType cell, int hidden) {
    return new RecurrentState(
        memory.allocate(DataType.FLOAT, 'c', batch, hidden),
        cell.hasCell() ? memory.allocate(DataType.FLOAT, 'c', batch, hidden) : null);
  }

  /** A state of zeros. */
  RecurrentState zeros(Memory memory, CellType cell, int hidden) {
    RecurrentState state = state(memory, cell, hidden);
    state.hidden().assign(0);
    if (state.cell() != null) {
      state.cell().assign(0);
    }
    return state;
  }
}
