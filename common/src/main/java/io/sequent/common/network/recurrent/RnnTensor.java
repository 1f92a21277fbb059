package io.sequent.common.network.recurrent;

import io.sequent.common.network.engine.OneDnn;
import io.sequent.common.network.engine.Scratch;
import io.sequent.common.network.engine.Scratch.Memory;
import java.util.List;
import org.bytedeco.dnnl.memory;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A tensor that a primitive reads or writes: the caller's floats, or a copy of them in bfloat16.
 *
 * @param layout of what the primitive gets
 * @param floats the caller's layout
 */
record RnnTensor(
    memory.desc layout,
    memory.desc floats,
    @Nullable Reordering rounding,
    @Nullable Reordering widening) {

  /**
   * Describes a tensor.
   *
   * @param bfloat16 whether the primitive gets bfloat16
   * @param owned gets what is to be closed when it is not used any more
   */
  static RnnTensor of(
      memory.format_tag order, boolean bfloat16, List<Pointer> owned, long... shape) {
    memory.desc floats = OneDnn.floats(order, shape);
    owned.add(floats);
    if (!bfloat16) {
      return new RnnTensor(floats, floats, null, null);
    }
    memory.desc halves = OneDnn.bfloat16(order, shape);
    owned.add(halves);
    return new RnnTensor(
        halves, floats, Reordering.of(floats, halves, owned), Reordering.of(halves, floats, owned));
  }

  /**
   * What the primitive is to read.
   *
   * @param memory allocates it, where it is a copy
   * @param working allocates what is not needed after the call
   */
  Scratch read(INDArray array, Memory memory, Memory working) {
    return rounding == null ? Scratch.of(array) : rounding.copy(array, memory, working);
  }

  /** Where the primitive is to write; {@link #finish} brings it into the array. */
  Scratch write(INDArray array, Memory memory) {
    return rounding == null ? Scratch.of(array) : Scratch.allocate(memory, layout);
  }

  /** Copies what the primitive has written, where that is not the array itself. */
  void finish(Scratch written, INDArray array, Memory working) {
    if (widening != null) {
      widening.write(written, array, working);
    }
  }
}
