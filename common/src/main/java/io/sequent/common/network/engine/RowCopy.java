package io.sequent.common.network.engine;

import java.lang.ref.Reference;
import java.nio.FloatBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Copies cubes into order c. Contiguous rows of floats are copied whole; ND4J copies number by
 * number when the rows are in another order.
 */
public final class RowCopy {
  private RowCopy() {}

  /**
   * The same as {@code cube.dup('c')}, in the current workspace.
   *
   * @param cube of rank 3
   */
  public static INDArray of(INDArray cube) {
    if (cube.stride(2) != 1 || !NativeFloats.suit(cube)) {
      return cube.dup('c');
    }
    INDArray copy = Nd4j.createUninitialized(cube.dataType(), cube.shape(), 'c');
    try {
      copyRows(cube, NativeFloats.buffer(cube), NativeFloats.buffer(copy));
    } finally {
      Reference.reachabilityFence(cube);
      Reference.reachabilityFence(copy);
    }
    return copy;
  }

  private static void copyRows(INDArray cube, FloatBuffer from, FloatBuffer to) {
    int rows = Math.toIntExact(cube.size(1));
    int length = Math.toIntExact(cube.size(2));
    for (int i = 0; i < cube.size(0); i++) {
      for (int j = 0; j < rows; j++) {
        long at = (long) i * cube.stride(0) + (long) j * cube.stride(1);
        to.put((i * rows + j) * length, from, Math.toIntExact(at), length);
      }
    }
  }
}
