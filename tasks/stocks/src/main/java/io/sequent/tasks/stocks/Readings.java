package io.sequent.tasks.stocks;

import java.util.Optional;

/**
 * What a cell means by either of two conventions: a number by decimal point or decimal comma, a
 * date by month or day first.
 *
 * @param first by the first convention, point and month; empty if the cell is not written by it
 * @param second by the second, comma and day
 */
record Readings<T>(Optional<T> first, Optional<T> second) {
  /** The readings of a cell that means nothing. */
  static <T> Readings<T> none() {
    return new Readings<>(Optional.empty(), Optional.empty());
  }

  /** The readings of a cell that means the same by both conventions. */
  static <T> Readings<T> sure(T value) {
    return new Readings<>(Optional.of(value), Optional.of(value));
  }

  Optional<T> by(boolean firstConvention) {
    return firstConvention ? first : second;
  }

  boolean isWrong() {
    return first.isEmpty() && second.isEmpty();
  }

  /** Whether both conventions read the same. */
  boolean isSure() {
    return first.isPresent() && first.equals(second);
  }

  /** Whether the two conventions disagree. */
  boolean isOpen() {
    return first.isPresent() && second.isPresent() && !first.equals(second);
  }

  /** Whether the cell shows by which convention it is written: the other cannot read it. */
  boolean proves(boolean firstConvention) {
    return by(firstConvention).isPresent() && by(!firstConvention).isEmpty();
  }
}
