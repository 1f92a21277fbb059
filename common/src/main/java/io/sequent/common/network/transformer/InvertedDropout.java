package io.sequent.common.network.transformer;

import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Leaves out some numbers of a matrix and scales the others up, so that the sum of all stays the
 * same on average (Srivastava et al. 2014). Which, follows from the seed and the row: nothing has
 * to be kept for the backward pass. The bits are those of SplitMix64 (Steele et al. 2014), each row
 * a sequence of its own.
 */
final class InvertedDropout {
  private static final long GOLDEN = 0x9e3779b97f4a7c15L;
  private static final double LANES = 0x1p32; // Each number takes half of 64 bits.

  private final long seed;
  private final int limit;
  private final float scale;

  /**
   * A dropout.
   *
   * @param probability of each number to be left out, above 0 and less than 1
   */
  InvertedDropout(double probability, long seed) {
    this.seed = seed;
    limit = (int) (Math.min(LANES - 1, Math.rint(probability * LANES)) + Integer.MIN_VALUE);
    scale = (float) (1 / (1 - probability));
  }

  /**
   * Draws a seed from {@code Nd4j.getRandom()}.
   *
   * @param probability 0 for none
   * @return null for none
   */
  @SuppressWarnings("try") // The workspace scope is all that is wanted.
  static @Nullable InvertedDropout draw(double probability) {
    if (probability == 0) {
      return null;
    }
    try (MemoryWorkspace none = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces();
        INDArray uniform = Nd4j.rand(DataType.DOUBLE, 2)) {
      long high = Double.doubleToLongBits(uniform.getDouble(0));
      long low = Double.doubleToLongBits(uniform.getDouble(1));
      return new InvertedDropout(probability, mixed(high) ^ low);
    }
  }

  /**
   * Writes the factors of a row, each 0 or 1 / (1 - probability).
   *
   * @param row from 0
   */
  void factors(long row, float[] factors) {
    long state = mixed(seed + row * GOLDEN);
    int last = factors.length - 1;
    for (int i = 0; i < last; i += 2) {
      state += GOLDEN;
      long bits = mixed(state);
      factors[i] = factor((int) bits);
      factors[i + 1] = factor((int) (bits >>> Integer.SIZE));
    }
    if (last % 2 == 0) {
      factors[last] = factor((int) mixed(state + GOLDEN));
    }
  }

  /** The factors of all rows, shape [rows, columns]. */
  INDArray matrix(long rows, long columns, DataType type) {
    float[][] factors = new float[Math.toIntExact(rows)][Math.toIntExact(columns)];
    for (int row = 0; row < factors.length; row++) {
      factors(row, factors[row]);
    }
    return Nd4j.createFromArray(factors).castTo(type);
  }

  private float factor(int bits) {
    return bits < limit ? 0 : scale;
  }

  private static long mixed(long state) {
    long bits = (state ^ (state >>> 30)) * 0xbf58476d1ce4e5b9L;
    bits = (bits ^ (bits >>> 27)) * 0x94d049bb133111ebL;
    return bits ^ (bits >>> 31);
  }
}
