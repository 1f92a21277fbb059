package io.sequent.common.network.transformer;

import io.sequent.common.network.layer.SequenceMask;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The steps of a batch as rows of a matrix [batch * time, features], and which of them count.
 *
 * @param mask null if every step counts
 */
record BatchSteps(int batch, int time, @Nullable SequenceMask mask) {
  int rows() {
    return batch * time;
  }

  /** Whether a row is a step that counts. */
  boolean counts(int row) {
    return mask == null || mask.counts(row % time, row / time);
  }

  /** With more steps in front, which count in every sequence. */
  BatchSteps after(int ahead) {
    return ahead == 0
        ? this
        : new BatchSteps(batch, ahead + time, mask == null ? null : mask.after(ahead));
  }

  /** One and zero, shape [batch * time, 1]; outside of all workspaces. */
  @SuppressWarnings("try") // The workspace scope is all that is wanted.
  INDArray column(DataType type) {
    double[] counts = new double[rows()];
    for (int row = 0; row < counts.length; row++) {
      counts[row] = counts(row) ? 1 : 0;
    }
    try (MemoryWorkspace none = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
      return Nd4j.create(counts, new long[] {counts.length, 1}, type);
    }
  }
}
