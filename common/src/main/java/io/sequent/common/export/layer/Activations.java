package io.sequent.common.export.layer;

import io.sequent.common.export.onnx.Value;
import org.jspecify.annotations.Nullable;

/**
 * What a layer puts out: sequences [batch, time, features], or vectors [batch, features].
 *
 * @param padding of sequences; null if every step counts, and for vectors
 */
record Activations(Value value, @Nullable Padding padding) {
  /** Vectors, or sequences of which every step counts. */
  static Activations of(Value value) {
    return new Activations(value, null);
  }

  /** Others of the same sequences. */
  Activations with(Value other) {
    return new Activations(other, padding);
  }

  /** With zeros where no step counts. */
  Value masked() {
    return padding == null ? value : padding.masked(value);
  }
}
