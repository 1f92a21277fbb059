package io.sequent.common.network.layer;

import java.nio.FloatBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.executioner.OpExecutioner.ExecutionerType;
import org.nd4j.linalg.api.shape.Shape;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The numbers of an array as a buffer of Java. Copying rows or pieces of an array through it costs
 * far less than a call of an ND4J operation for each.
 */
public final class Floats {
  private static final long MOST = Integer.MAX_VALUE / Float.BYTES;

  private Floats() {}

  /**
   * Whether {@link #of} takes an array: floats in main memory, one after the other in order c, and
   * close enough to the beginning of the memory they share for an index of Java.
   */
  public static boolean suits(INDArray array) {
    return array.dataType() == DataType.FLOAT
        && Nd4j.getExecutioner().type() == ExecutionerType.NATIVE_CPU
        && array.offset() + array.length() <= MOST
        && isOnePiece(array);
  }

  private static boolean isOnePiece(INDArray array) {
    return array.isVectorOrScalar()
        ? array.length() == 1 || array.elementWiseStride() == 1
        : array.ordering() == 'c' && Shape.hasDefaultStridesForShape(array);
  }

  /**
   * All numbers of an array, from the first at index 0 on; what is put is in the array. The buffer
   * is good for as long as something holds the array; it does not itself.
   */
  public static FloatBuffer of(INDArray array) {
    // Of a view, ND4J gives the memory of the whole, with the position where the view begins.
    FloatBuffer whole = array.data().asNioFloat();
    return whole.slice(whole.position(), Math.toIntExact(array.length()));
  }
}
