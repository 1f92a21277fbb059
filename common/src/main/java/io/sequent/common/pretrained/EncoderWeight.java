package io.sequent.common.pretrained;

import java.util.List;

/**
 * One of an encoder's arrays.
 *
 * @param name as in {@link PretrainedEncoder}
 * @param shape its sizes: one for a vector, two for a matrix, row by row
 */
public record EncoderWeight(String name, List<Integer> shape) {
  public EncoderWeight {
    shape = List.copyOf(shape);
  }

  static EncoderWeight of(String name, Integer... shape) {
    return new EncoderWeight(name, List.of(shape));
  }

  /** How many numbers. */
  public int length() {
    return shape.stream().reduce(1, Math::multiplyExact);
  }
}
