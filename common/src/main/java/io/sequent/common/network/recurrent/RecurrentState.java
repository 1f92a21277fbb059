package io.sequent.common.network.recurrent;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The state that a cell carries from one time step to the next, or its gradient.
 *
 * @param hidden the output, shape [batch, hidden]
 * @param cell the memory of an LSTM, shape [batch, hidden]; null for the other cells
 */
record RecurrentState(INDArray hidden, @Nullable INDArray cell) {
  private static final String HIDDEN = "hidden";
  private static final String CELL = "cell";

  /** The state in one of Deeplearning4j's maps of states; null if it is empty. */
  static @Nullable RecurrentState read(Map<String, INDArray> map) {
    INDArray hidden = map.get(HIDDEN);
    return hidden == null ? null : new RecurrentState(hidden, map.get(CELL));
  }

  /** Copies the state into one of Deeplearning4j's maps of states, outside of all workspaces. */
  void write(Map<String, INDArray> map) {
    RecurrentState copy = copy();
    map.put(HIDDEN, copy.hidden);
    if (copy.cell != null) {
      map.put(CELL, copy.cell);
    }
  }

  /** A copy in order c, outside of all workspaces. */
  @SuppressWarnings("try") // Only the workspace scope is wanted.
  RecurrentState copy() {
    try (MemoryWorkspace none = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
      return new RecurrentState(hidden.dup('c'), cell == null ? null : cell.dup('c'));
    }
  }

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
