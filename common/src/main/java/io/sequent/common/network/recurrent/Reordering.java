package io.sequent.common.network.recurrent;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_FROM;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SCRATCHPAD;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_TO;

import io.sequent.common.network.engine.OneDnn;
import io.sequent.common.network.engine.OneDnn.Arguments;
import io.sequent.common.network.engine.Scratch;
import io.sequent.common.network.engine.Scratch.Memory;
import java.util.List;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive_attr;
import org.bytedeco.dnnl.reorder;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * From one layout or type of numbers to another.
 *
 * @param scratch memory while it runs
 */
record Reordering(reorder operation, memory.desc from, memory.desc to, memory.desc scratch) {
  /**
   * Creates the primitive.
   *
   * @param owned gets what is to be closed when it is not used any more
   */
  static Reordering of(memory.desc from, memory.desc to, List<Pointer> owned) {
    primitive_attr attributes = OneDnn.callersScratch();
    reorder.primitive_desc described =
        new reorder.primitive_desc(OneDnn.engine(), from, OneDnn.engine(), to, attributes, false);
    reorder operation = new reorder(described);
    memory.desc scratch = described.scratchpad_desc();
    owned.addAll(List.of(attributes, described, operation, scratch));
    return new Reordering(operation, from, to, scratch);
  }

  /**
   * Copies an array.
   *
   * @param memory allocates the copy
   * @param working allocates what is not needed after the call
   */
  Scratch copy(INDArray array, Memory memory, Memory working) {
    Scratch target = Scratch.allocate(memory, to);
    try (Arguments arguments = new Arguments()) {
      run(arguments.put(DNNL_ARG_FROM, from, array).put(DNNL_ARG_TO, to, target), working);
    }
    return target;
  }

  /** Overwrites an array. */
  void write(Scratch source, INDArray array, Memory working) {
    try (Arguments arguments = new Arguments()) {
      run(arguments.put(DNNL_ARG_FROM, from, source).put(DNNL_ARG_TO, to, array), working);
    }
  }

  private void run(Arguments arguments, Memory working) {
    arguments.put(DNNL_ARG_SCRATCHPAD, scratch, Scratch.allocate(working, scratch)).run(operation);
  }
}
