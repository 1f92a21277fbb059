package io.sequent.common.network.recurrent;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_FROM;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_TO;

import io.sequent.common.network.engine.OneDnn.Arguments;
import io.sequent.common.network.engine.Scratch;
import io.sequent.common.network.engine.Scratch.Memory;
import io.sequent.common.network.recurrent.RnnPrimitives.Direction;
import io.sequent.common.network.recurrent.RnnPrimitives.WeightGradients;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.reorder;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Weights, or their gradients, in the layouts that a primitive of oneDNN prefers. */
record ReorderedWeights(Scratch input, Scratch recurrent) {
  /** Copies the caller's weights into the layouts of one direction. */
  static ReorderedWeights of(
      RecurrentWeights weights, RnnPrimitives primitives, Direction direction, Memory memory) {
    return new ReorderedWeights(
        copy(
            direction.toInputWeights(),
            primitives.inputWeights,
            weights.input(),
            direction.inputWeights(),
            memory),
        copy(
            direction.toRecurrentWeights(),
            primitives.recurrentWeights,
            weights.recurrent(),
            direction.recurrentWeights(),
            memory));
  }

  /**
   * Copies gradients back into the caller's layout.
   *
   * @param layouts in which the gradients are
   * @param target is overwritten, but for the bias
   */
  void restore(RnnPrimitives primitives, WeightGradients layouts, RecurrentWeights target) {
    copy(
        layouts.fromInputWeights(),
        layouts.inputWeights(),
        input,
        primitives.inputWeights,
        target.input());
    copy(
        layouts.fromRecurrentWeights(),
        layouts.recurrentWeights(),
        recurrent,
        primitives.recurrentWeights,
        target.recurrent());
  }

  private static Scratch copy(
      reorder primitive, memory.desc from, INDArray array, memory.desc to, Memory memory) {
    Scratch target = Scratch.allocate(memory, to);
    try (Arguments arguments = new Arguments()) {
      arguments.put(DNNL_ARG_FROM, from, array).put(DNNL_ARG_TO, to, target).run(primitive);
    }
    return target;
  }

  private static void copy(
      reorder primitive, memory.desc from, Scratch source, memory.desc to, INDArray array) {
    try (Arguments arguments = new Arguments()) {
      arguments.put(DNNL_ARG_FROM, from, source).put(DNNL_ARG_TO, to, array).run(primitive);
    }
  }
}
