package io.sequent.common.network.engine;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.dnnl.IntMemoryMap;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The tensors that a primitive works on. Frees what it made at once; the arrays are the caller's.
 */
public final class Arguments implements AutoCloseable {
  private final IntMemoryMap map = new IntMemoryMap();
  private final List<Pointer> owned = new ArrayList<>();
  private final List<INDArray> used = new ArrayList<>(); // Their memory must live until the end.

  /** Adds an array as the caller's layout has it. */
  public Arguments put(int argument, memory.desc layout, INDArray array) {
    return put(argument, layout, NativeFloats.pointer(array), array);
  }

  /** Adds memory of a primitive's own layout, allocated by {@link Scratch}. */
  public Arguments put(int argument, memory.desc layout, Scratch scratch) {
    return put(argument, layout, scratch.pointer(), scratch.array());
  }

  public void run(primitive primitive) {
    OneDnn.run(primitive, map);
  }

  @Override
  public void close() {
    map.close();
    owned.forEach(Pointer::close);
    used.clear();
  }

  private Arguments put(int argument, memory.desc layout, Pointer data, INDArray array) {
    memory tensor = new memory(layout, OneDnn.engine(), data);
    owned.add(tensor);
    used.add(array);
    map.put(argument, tensor);
    return this;
  }
}
