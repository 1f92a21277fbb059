package io.sequent.common.spark;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LastFailureTest {
  private static final String LOST =
      "Job aborted due to stage failure: Task 0 in stage 3.0 failed 10 times, most recent failure:"
          + " Lost task 0.9 in stage 3.0 (TID 25) (10.0.0.7 executor 4): ExecutorLostFailure (executor"
          + " 4 exited caused by one of the running tasks) Reason: Command exited with code 134\n"
          + "Driver stacktrace:";

  private static final String THROWN =
      "Job aborted due to stage failure: Task 0 in stage 3.0 failed 10 times, most recent failure:"
          + " Lost task 0.9 in stage 3.0 (TID 25) (10.0.0.7 executor 4): java.io.IOException: No"
          + " space left on device\n\tat java.base/...";

  @Test
  void lostExecutorIsToldFromSomethingThrown() {
    assertThat(LastFailure.isLossOfExecutor(LOST)).isTrue();
    assertThat(LastFailure.isLossOfExecutor(THROWN)).isFalse();
  }

  @Test
  void placeAndReasonAreOneLine() {
    assertThat(LastFailure.of(THROWN))
        .isEqualTo("10.0.0.7 executor 4: java.io.IOException: No space left on device");
    assertThat(LastFailure.of("Job 3 cancelled\nand more")).isEqualTo("Job 3 cancelled");
  }
}
