package io.sequent.common.tune;

import java.util.List;
import java.util.stream.LongStream;

/**
 * The values that a setting is searched in. A position from 0 to 1 stands for each of them, so that
 * strategies need not know what kind they are of.
 */
sealed interface Domain permits Choices, Range {
  /**
   * The value at a position.
   *
   * @param position from 0 to 1
   */
  String at(double position);

  /** The position of a value, 0..1; values that {@link #at} gives come back from it. */
  double position(String value);

  /** How many values there are; 0 where they are too close to count. */
  long count();

  /**
   * A value by its number.
   *
   * @param number from 0, less than {@link #count}
   */
  String value(long number);

  /** What it holds, for people. */
  String describe();

  /** Every value, in order; none where they cannot be counted. */
  default List<String> values() {
    return LongStream.range(0, count()).mapToObj(this::value).toList();
  }
}
