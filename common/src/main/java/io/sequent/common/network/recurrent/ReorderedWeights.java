package io.sequent.common.network.recurrent;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_FROM;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SCRATCHPAD;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_TO;

import io.sequent.common.network.engine.OneDnn.Arguments;
import io.sequent.common.network.engine.Scratch;
import io.sequent.common.network.engine.Scratch.Memory;
import io.sequent.common.network.recurrent.RnnPrimitives.Direction;
import io.sequent.common.network.recurrent.RnnPrimitives.Reordering;
import io.sequent.common.network.recurrent.RnnPrimitives.WeightGradients;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Weights, or their gradients, in the layouts that a primitive of oneDNN prefers. */
record ReorderedWeights(Scratch input, Scratch recurrent) {
  /** Copies the caller's weights into the layouts of one direction. */
  static ReorderedWeights of(RecurrentWeights weights, Direction direction, Memory memory) {
    return new ReorderedWeights(
        copy(weights.input(), direction.toInputWeights(), memory),
        copy(weights.recurrent(), direction.toRecurrentWeights(), memory));
  }

  /**
   * Copies gradients back into the caller's layout.
   *
   * @param layouts in which the gradients are
   * @param target is overwritten, but for the bias
   */
  void restore(WeightGradients layouts, RecurrentWeights target, Memory memory) {
    copy(input, layouts.fromInputWeights(), target.input(), memory);
    copy(recurrent, layouts.fromRecurrentWeights(), target.recurrent(), memory);
  }

  private static Scratch copy(INDArray from, Reordering way, Memory memory) {
    Scratch target = Scratch.allocate(memory, way.to());
    try (Arguments arguments = new Arguments()) {
      arguments.put(DNNL_ARG_FROM, way.from(), from).put(DNNL_ARG_TO, way.to(), target);
      run(way, arguments, memory);
    }
    return target;
  }

  private static void copy(Scratch from, Reordering way, INDArray target, Memory memory) {
    try (Arguments arguments = new Arguments()) {
      arguments.put(DNNL_ARG_FROM, way.from(), from).put(DNNL_ARG_TO, way.to(), target);
      run(way, arguments, memory);
    }
  }

  private static void run(Reordering way, Arguments arguments, Memory memory) {
    arguments
        .put(DNNL_ARG_SCRATCHPAD, way.scratch(), Scratch.allocate(memory, way.scratch()))
        .run(way.operation());
  }
}
