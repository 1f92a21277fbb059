package io.sequent.common.network.engine;

import org.bytedeco.dnnl.memory;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Memory for a tensor in a layout of its primitive's own, inside an array of the caller's
 * workspace.
 *
 * @param array holds the memory
 * @param pointer start of the memory in the array
 * @param bytes its size
 */
public record Scratch(INDArray array, Pointer pointer, long bytes) {
  /** Allocates uninitialised arrays. */
  @FunctionalInterface
  public interface Memory {
    INDArray allocate(DataType type, char order, long... shape);
  }

  /** Allocates uninitialised memory. */
  public static Scratch allocate(Memory memory, memory.desc layout) {
    long bytes = layout.get_size();
    INDArray array = memory.allocate(DataType.FLOAT, 'c', NativeFloats.length(bytes));
    return new Scratch(array, NativeFloats.aligned(array), bytes);
  }

  /** The memory of an array as it is, of floats in one piece. */
  public static Scratch of(INDArray array) {
    return new Scratch(array, NativeFloats.pointer(array), array.length() * Float.BYTES);
  }

  /** Fills the memory with zeros. */
  public Scratch zeroed() {
    Pointer.memset(pointer, 0, bytes);
    return this;
  }
}
