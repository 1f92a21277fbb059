package io.sequent.common.network.engine;

import java.lang.ref.Reference;
import java.nio.FloatBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Copies of cubes into order c. Rows of floats that lie in one piece are copied whole; ND4J copies
 * number by number when the rows are in another order.
 */
public final class RowCopy {
  private RowCopy() {}

  /**
   * What {@code cube.dup('c')} gives, in the workspace of the moment.
   *
   * @param cube of rank 3
   */
  public static INDArray of(INDArray cube) {
    if (cube.stride(2) != 1 || !NativeFloats.suit(cube)) {
      return cube.dup('c');
    }
    INDArray copy = Nd4j.createUninitialized(cube.dataType(), cube.shape(), 'c');
    FloatBuffer from = NativeFloats.buffer(cube);
    FloatBuffer to = NativeFloats.buffer(copy);
    int rows = Math.toIntExact(cube.size(1));
    int length = Math.toIntExact(cube.size(2));
    for (int i = 0; i < cube.size(0); i++) {
      for (int j = 0; j < rows; j++) {
        long at = i * cube.stride(0) + j * cube.stride(1);
        to.put((i * rows + j) * length, from, Math.toIntExact(at), length);
      }
    }
    Reference.reachabilityFence(cube);
    Reference.reachabilityFence(copy);
    return copy;
  }
}
