package io.sequent.common.network.engine;

import java.lang.ref.Reference;
import java.nio.FloatBuffer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.executioner.OpExecutioner.ExecutionerType;
import org.nd4j.linalg.factory.Nd4j;

/** The memory behind arrays of floats on a CPU, as buffers and pointers. */
public final class NativeFloats {
  /** Vector instructions are fastest on memory aligned to a cache line. */
  static final int ALIGNMENT = 64;

  /** The largest number of floats that a buffer can index. */
  private static final long MAX_LENGTH = Integer.MAX_VALUE / Float.BYTES;

  private NativeFloats() {}

  /** Whether the array's numbers are floats that lie in the memory of the CPU. */
  public static boolean suit(INDArray array) {
    return array.dataType() == DataType.FLOAT
        && Nd4j.getExecutioner().type() == ExecutionerType.NATIVE_CPU;
  }

  /** Whether, in addition, they are contiguous in order c. */
  public static boolean inOnePiece(INDArray array) {
    return suit(array) && array.length() <= MAX_LENGTH && oneAfterTheOther(array);
  }

  /** Dimensions of one entry may have any stride. */
  private static boolean oneAfterTheOther(INDArray array) {
    long step = 1;
    for (int dimension = array.rank() - 1; dimension >= 0; dimension--) {
      if (array.size(dimension) != 1 && array.stride(dimension) != step) {
        return false;
      }
      step *= array.size(dimension);
    }
    return true;
  }

  /** Copies the numbers of an array that is {@link #inOnePiece}. */
  public static float[] read(INDArray array) {
    float[] numbers = new float[Math.toIntExact(array.length())];
    try {
      buffer(array).get(numbers);
    } finally {
      Reference.reachabilityFence(array);
    }
    return numbers;
  }

  /** Overwrites the numbers of an array that is {@link #inOnePiece}. */
  public static void write(float[] numbers, INDArray array) {
    try {
      buffer(array).put(numbers);
    } finally {
      Reference.reachabilityFence(array);
    }
  }

  /** A new array with these numbers, copied at once where ND4J does so one by one. */
  public static INDArray array(float[] numbers, long... shape) {
    INDArray array = Nd4j.createUninitialized(DataType.FLOAT, shape);
    if (!inOnePiece(array)) {
      return Nd4j.create(numbers, shape, DataType.FLOAT);
    }
    write(numbers, array);
    return array;
  }

  /**
   * A buffer over the array's memory, from its first number at index 0 to its last, strides
   * included. It does not keep the memory alive: the caller must keep the array reachable, with
   * {@link Reference#reachabilityFence} if necessary.
   */
  public static FloatBuffer buffer(INDArray array) {
    return new FloatPointer(pointer(array)).capacity(extent(array)).asBuffer();
  }

  /** Where the array's first number lies. */
  public static Pointer pointer(INDArray array) {
    return array.data().addressPointer(); // The address itself would ignore where a view starts.
  }

  /**
   * The number of floats an array needs to hold the given number of bytes from {@link #aligned}.
   */
  static long length(long bytes) {
    return (bytes + ALIGNMENT) / Float.BYTES + 1;
  }

  /** The first address in the array's memory that is aligned to a cache line. */
  static Pointer aligned(INDArray array) {
    return aligned(pointer(array));
  }

  /** The first address from one on that is aligned to a cache line. */
  static Pointer aligned(Pointer start) {
    return new BytePointer(start).getPointer(-start.address() & (ALIGNMENT - 1));
  }

  /** The number of floats from the first to the last, strides included. */
  private static long extent(INDArray array) {
    long extent = 1;
    for (int dimension = 0; dimension < array.rank(); dimension++) {
      extent += (array.size(dimension) - 1) * array.stride(dimension);
    }
    return extent;
  }
}
