package io.sequent.common.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StepTimerTest {
  /** Runs that take so many milliseconds, one after the other. */
  private static double median(int warmup, int... milliseconds) {
    AtomicLong clock = new AtomicLong();
    AtomicInteger run = new AtomicInteger();
    StepTimer timer = new StepTimer(warmup, milliseconds.length - warmup, clock::get);
    double median =
        timer.medianMillis(() -> clock.addAndGet(milliseconds[run.getAndIncrement()] * 1_000_000L));
    assertThat(run).hasValue(milliseconds.length);
    return median;
  }

  @Test
  void medianIsTheMiddleRunWhateverTheOrder() {
    assertThat(median(0, 9, 2, 4)).isEqualTo(4);
    assertThat(median(0, 7)).isEqualTo(7);
  }

  @Test
  void medianOfAnEvenNumberIsTheMeanOfTheTwoInTheMiddle() {
    assertThat(median(0, 100, 2, 3, 1)).isEqualTo(2.5);
  }

  @Test
  void runsToWarmUpDoNotCount() {
    assertThat(median(2, 1000, 500, 3, 4, 5)).isEqualTo(4);
  }

  @Test
  void noRunToCountIsRefused() {
    assertThatThrownBy(() -> new StepTimer(1, 0, System::nanoTime))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
