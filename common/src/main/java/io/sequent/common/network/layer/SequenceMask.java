package io.sequent.common.network.layer;

import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Which steps of which sequences of a batch count. At least one does not. */
public final class SequenceMask {
  private final boolean[][] counts;
  private final INDArray flat;

  private SequenceMask(boolean[][] counts, INDArray flat) {
    this.counts = counts;
    this.flat = flat;
  }

  /**
   * Reads a mask of Deeplearning4j.
   *
   * @param mask shape [batch, time], zero where a step does not count
   * @param type the type of {@link #flat}
   * @return null if there is no mask or every step counts
   */
  @SuppressWarnings("try") // The workspace scope is all that is wanted.
  public static @Nullable SequenceMask of(@Nullable INDArray mask, DataType type) {
    if (mask == null) {
      return null;
    }
    // Small, and kept from the forward to the backward pass: outside of all workspaces.
    try (MemoryWorkspace none = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
      double[][] values = mask.castTo(DataType.DOUBLE).toDoubleMatrix();
      int batch = values.length;
      int time = values[0].length;
      boolean[][] counts = new boolean[time][batch];
      double[] flat = new double[time * batch];
      boolean all = true;
      for (int t = 0; t < time; t++) {
        for (int b = 0; b < batch; b++) {
          counts[t][b] = values[b][t] != 0;
          flat[t * batch + b] = counts[t][b] ? 1 : 0;
          all &= counts[t][b];
        }
      }
      return all
          ? null
          : new SequenceMask(counts, Nd4j.create(flat, new long[] {flat.length}, type));
    }
  }

  public int time() {
    return counts.length;
  }

  public int batch() {
    return counts[0].length;
  }

  /** Whether a step of a sequence counts. */
  public boolean counts(int time, int row) {
    return counts[time][row];
  }

  /** Whether a step counts in every sequence. */
  public boolean all(int time) {
    for (boolean count : counts[time]) {
      if (!count) {
        return false;
      }
    }
    return true;
  }

  /** Whether a step counts in no sequence. */
  public boolean none(int time) {
    for (boolean count : counts[time]) {
      if (count) {
        return false;
      }
    }
    return true;
  }

  /** One and zero, time-major, shape [time * batch]. */
  public INDArray flat() {
    return flat;
  }
}
