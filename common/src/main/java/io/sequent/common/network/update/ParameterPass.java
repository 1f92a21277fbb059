package io.sequent.common.network.update;

import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * Passes over parameters, gradients and moments once, chunk by chunk: each chunk is copied into
 * arrays that stay in the processor's cache, processed there, and parameters and moments are copied
 * back. It runs on one thread, for it is limited by memory. Gradients are only read.
 */
final class ParameterPass {
  /**
   * Numbers that are processed at a time. Measured: of 32 to 4096, this and its neighbours are
   * fastest.
   */
  static final int CHUNK_LENGTH = 192;

  private static final int MAX_MOMENTS = 3;

  private final float[] parameters = new float[CHUNK_LENGTH];
  private final float[] gradient = new float[CHUNK_LENGTH];
  private final float[][] moments = new float[MAX_MOMENTS][CHUNK_LENGTH];
  private final float[] squares = new float[CHUNK_LENGTH];

  /** The sum of the squares of a gradient. */
  double squares(Slice slice) {
    float[] squares = this.squares;
    Arrays.fill(squares, 0);
    int[] ranges = slice.gradientRanges();
    for (int range = 0; range < ranges.length; range += 2) {
      for (int from = ranges[range]; from < ranges[range + 1]; from += CHUNK_LENGTH) {
        int n = Math.min(CHUNK_LENGTH, ranges[range + 1] - from);
        slice.gradient().get(from, gradient, 0, n);
        addSquares(gradient, squares, n);
      }
    }
    double sum = 0;
    for (float square : squares) {
      sum += square;
    }
    return sum;
  }

  /**
   * Updates a parameter and its moments.
   *
   * @param scale factor of the gradient
   * @param limit largest absolute value of the scaled gradient; infinite for no clipping
   */
  void update(Slice slice, float scale, float limit) {
    Penalty penalty = slice.penalty();
    boolean plain = limit == Float.POSITIVE_INFINITY && !penalty.changesGradient();
    int[] ranges = slice.updateRanges();
    for (int range = 0; range < ranges.length; range += 2) {
      for (int from = ranges[range]; from < ranges[range + 1]; from += CHUNK_LENGTH) {
        int n = Math.min(CHUNK_LENGTH, ranges[range + 1] - from);
        slice.parameters().get(from, parameters, 0, n);
        slice.gradient().get(from, gradient, 0, n);
        for (int i = 0; i < slice.moments().size(); i++) {
          slice.moments().get(i).get(from, moments[i], 0, n);
        }
        if (!plain) {
          clip(gradient, n, scale, limit);
          penalize(parameters, gradient, n, penalty.l1(), penalty.l2());
        }
        slice.rule().apply(parameters, gradient, moments, n, plain ? scale : 1, penalty.decay());
        slice.parameters().put(from, parameters, 0, n);
        for (int i = 0; i < slice.moments().size(); i++) {
          FloatBuffer moment = slice.moments().get(i);
          moment.put(from, moments[i], 0, n);
        }
      }
    }
  }

  // Small loops in methods of their own: the compiler turns them into vector instructions.

  private static void addSquares(float[] values, float[] squares, int n) {
    for (int i = 0; i < n; i++) {
      squares[i] += values[i] * values[i];
    }
  }

  private static void clip(float[] gradient, int n, float scale, float limit) {
    for (int i = 0; i < n; i++) {
      gradient[i] = Math.max(-limit, Math.min(limit, gradient[i] * scale));
    }
  }

  private static void penalize(float[] parameters, float[] gradient, int n, float l1, float l2) {
    for (int i = 0; i < n; i++) {
      gradient[i] += l1 * Math.signum(parameters[i]) + l2 * parameters[i];
    }
  }
}
