package io.sequent.common.network.update;

import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * Goes over parameters, gradients and moments once, piece by piece: each piece is copied into
 * arrays that stay in the processor's cache, all is done there, and parameters and moments are
 * copied back. One thread, for memory is what it waits for. Gradients are read only.
 */
final class ParameterPass {
  /** Measured: of pieces from 32 to 4096 numbers this one and its neighbours are fastest. */
  static final int PIECE = 192;

  private static final int MOST_MOMENTS = 3;

  private final float[] parameters = new float[PIECE];
  private final float[] gradient = new float[PIECE];
  private final float[][] moments = new float[MOST_MOMENTS][PIECE];
  private final float[] squares = new float[PIECE];

  /** The sum of the squares of a gradient. */
  double squares(Slice slice) {
    float[] squares = this.squares;
    Arrays.fill(squares, 0);
    int[] ranges = slice.gradientRanges();
    for (int range = 0; range < ranges.length; range += 2) {
      for (int from = ranges[range]; from < ranges[range + 1]; from += PIECE) {
        int n = Math.min(PIECE, ranges[range + 1] - from);
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
   * @param scale what the gradient is multiplied by
   * @param limit what it is then clipped to; infinite for not at all
   */
  void update(Slice slice, float scale, float limit) {
    Penalty penalty = slice.penalty();
    boolean plain = limit == Float.POSITIVE_INFINITY && !penalty.changesGradient();
    int[] ranges = slice.updateRanges();
    for (int range = 0; range < ranges.length; range += 2) {
      for (int from = ranges[range]; from < ranges[range + 1]; from += PIECE) {
        int n = Math.min(PIECE, ranges[range + 1] - from);
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

  // Small loops in methods of their own: the compiler makes vector instructions of them.

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
