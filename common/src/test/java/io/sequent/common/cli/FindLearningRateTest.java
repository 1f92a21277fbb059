package io.sequent.common.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FindLearningRateTest {
  @TempDir private Path folder;

  private Call call(String... more) {
    return Call.of(
        List.of(more),
        "find-lr",
        "stocks",
        "--data=sample",
        "--hidden=4",
        "--updates=30",
        "--out=" + folder.resolve("out"));
  }

  @Test
  void suggestsARateAndDrawsTheLoss() {
    Call call = call();
    assertThat(call.status()).as(call.err()).isZero();
    assertThat(call.out()).contains("Range test").containsPattern("suggested: -Dlearning-rate=\\d");
    assertThat(folder.resolve("out").resolve("learning-rate.png")).isNotEmptyFile();
  }

  @Test
  void lowestRateAboveTheHighestIsAMistakeOfTheUser() {
    Call call = call("--lowest=0.5", "--highest=0.1");
    assertThat(call.status()).isEqualTo(2);
    assertThat(call.err()).contains("setting 'lowest': 0.5, expected less than highest, 0.1");
  }
}
