package io.sequent.common.network.recurrent;

import io.sequent.common.network.engine.Scratch;
import io.sequent.common.network.engine.Scratch.Memory;
import io.sequent.common.network.recurrent.RnnPrimitives.Direction;
import io.sequent.common.network.recurrent.RnnPrimitives.WeightGradients;

/** Weights, or their gradients, in the layouts that a primitive of oneDNN prefers. */
record ReorderedWeights(Scratch input, Scratch recurrent) {
  /** Copies the caller's weights into the layouts of one direction. */
  static ReorderedWeights of(RecurrentWeights weights, Direction direction, Memory memory) {
    return new ReorderedWeights(
        direction.toInputWeights().copy(weights.input(), memory, memory),
        direction.toRecurrentWeights().copy(weights.recurrent(), memory, memory));
  }

  /**
   * Copies gradients back into the caller's layout.
   *
   * @param layouts in which the gradients are
   * @param target is overwritten, but for the bias
   */
  void restore(WeightGradients layouts, RecurrentWeights target, Memory memory) {
    layouts.fromInputWeights().write(input, target.input(), memory);
    layouts.fromRecurrentWeights().write(recurrent, target.recurrent(), memory);
  }
}
