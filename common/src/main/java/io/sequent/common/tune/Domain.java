package io.sequent.common.tune;

import java.util.List;
import java.util.stream.LongStream;

/**
 * The values of a searched setting. Each has a position from 0 to 1, so that strategies need not
 * know their kind.
 */
sealed interface Domain permits Choices, Range {
  /**
   * The value at a position.
   *
   * @param position from 0 to 1
   */
  String at(double position);

  /** The position of a value, 0..1; {@link #at} maps it back to the value. */
  double position(String value);

  /** The number of values; 0 for a continuous range. */
  long count();

  /**
   * A value by its number.
   *
   * @param number from 0, less than {@link #count}
   */
  String value(long number);

  /** A description of the values; it is part of {@link Search#key}. */
  String describe();

  /** Every value, in order; empty for a continuous range. */
  default List<String> values() {
    return LongStream.range(0, count()).mapToObj(this::value).toList();
  }
}
