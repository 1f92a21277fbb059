package io.sequent.common.network.layer;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The steps of the sequences of a batch that count. At least one does not. */
public final class SequenceMask {
  private final boolean[][] counts;
  private final DataType type;
  private @Nullable INDArray flat; // computed on first use

  private SequenceMask(boolean[][] counts, DataType type) {
    this.counts = counts;
    this.type = type;
  }

  /**
   * Reads a mask of Deeplearning4j.
   *
   * @param mask shape [batch, time], zero where a step does not count
   * @param type the type of {@link #flat}
   * @return null if there is no mask or every step counts
   */
  public static @Nullable SequenceMask of(@Nullable INDArray mask, DataType type) {
    if (mask == null) {
      return null;
    }
    double[][] values = mask.castTo(DataType.DOUBLE).toDoubleMatrix();
    boolean[][] counts = new boolean[values[0].length][values.length];
    boolean all = true;
    for (int t = 0; t < counts.length; t++) {
      for (int b = 0; b < values.length; b++) {
        counts[t][b] = values[b][t] != 0;
        all &= counts[t][b];
      }
    }
    return all ? null : new SequenceMask(counts, type);
  }

  /**
   * The mask of a layer's input.
   *
   * @param mask shape [batch, time], zero where a step does not count
   * @param input shape [batch, features, time]
   * @param layer what a message calls the layer
   * @return null if there is no mask or every step counts
   * @throws IllegalArgumentException if their shapes do not match
   */
  public static @Nullable SequenceMask of(
      @Nullable INDArray mask, INDArray input, DataType type, String layer) {
    if (mask != null
        && (mask.rank() != 2 || mask.size(0) != input.size(0) || mask.size(1) != input.size(2))) {
      throw new IllegalArgumentException(
          "%s: a mask of shape %s, expected [%d, %d] for an input of shape %s"
              .formatted(
                  layer,
                  Arrays.toString(mask.shape()),
                  input.size(0),
                  input.size(2),
                  Arrays.toString(input.shape())));
    }
    return of(mask, type);
  }

  /** The mask with more steps in front, which count in every sequence. */
  public SequenceMask after(int ahead) {
    boolean[][] longer = new boolean[ahead + time()][batch()];
    for (int t = 0; t < longer.length; t++) {
      if (t < ahead) {
        Arrays.fill(longer[t], true);
      } else {
        longer[t] = counts[t - ahead];
      }
    }
    return new SequenceMask(longer, type);
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
  @SuppressWarnings("try") // The workspace scope is all that is wanted.
  public INDArray flat() {
    if (flat == null) {
      double[] values = new double[time() * batch()];
      for (int i = 0; i < values.length; i++) {
        values[i] = counts[i / batch()][i % batch()] ? 1 : 0;
      }
      // Small, and kept from the forward to the backward pass: outside of all workspaces.
      try (MemoryWorkspace none = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
        flat = Nd4j.create(values, new long[] {values.length}, type);
      }
    }
    return flat;
  }
}
