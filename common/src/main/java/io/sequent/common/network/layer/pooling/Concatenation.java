package io.sequent.common.network.layer.pooling;

import java.util.List;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.inputs.InputType.InputTypeRecurrent;

/**
 * Kinds of pooling whose vectors stand one after the other.
 *
 * @param kinds at least one, in their order
 * @param length steps that {@link Pooling#FLATTEN} provides for; otherwise 0
 */
record Concatenation(List<Pooling> kinds, int length) {
  /**
   * Checks and copies.
   *
   * @throws IllegalArgumentException for flatten without a length, or no kind at all
   */
  Concatenation {
    if (kinds.isEmpty()) {
      throw new IllegalArgumentException("pooling needs at least one kind");
    }
    if (kinds.contains(Pooling.FLATTEN) && length <= 0) {
      throw new IllegalArgumentException("flatten needs a fixed length, got " + length);
    }
    kinds = List.copyOf(kinds);
  }

  /** The outputs of a kind as a multiple of the number of features. */
  int blocks(Pooling kind) {
    return kind == Pooling.FLATTEN ? length : 1;
  }

  /** The number of outputs for a number of features. */
  long width(long features) {
    return Math.multiplyExact(kinds.stream().mapToLong(this::blocks).sum(), features);
  }

  /** The output type of a layer. */
  InputType outputType(InputTypeRecurrent input) {
    return InputType.feedForward(width(input.getSize()));
  }
}
