package io.sequent.common.bench;

import java.util.Arrays;
import java.util.function.LongSupplier;

/**
 * Times work that is repeated.
 *
 * @param warmup runs before the measured ones, for compilation and memory
 * @param repeats measured runs, at least one
 * @param nanos the clock
 */
record StepTimer(int warmup, int repeats, LongSupplier nanos) {
  StepTimer {
    if (warmup < 0 || repeats < 1) {
      throw new IllegalArgumentException(
          warmup + " warm-up runs and " + repeats + " repeats, expected at least 0 and 1");
    }
  }

  /** The median, so that a pause of the machine or the collector does not count. */
  double medianMillis(Runnable work) {
    for (int i = 0; i < warmup; i++) {
      work.run();
    }
    long[] taken = new long[repeats];
    for (int i = 0; i < repeats; i++) {
      long start = nanos.getAsLong();
      work.run();
      taken[i] = nanos.getAsLong() - start;
    }
    Arrays.sort(taken);
    return (taken[(repeats - 1) / 2] + taken[repeats / 2]) / 2e6;
  }
}
