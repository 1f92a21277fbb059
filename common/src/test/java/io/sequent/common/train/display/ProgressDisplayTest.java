package io.sequent.common.train.display;

import static org.assertj.core.api.Assertions.assertThat;

import io.sequent.common.evaluation.Metric;
import io.sequent.common.train.TrainingListener.BatchRecord;
import io.sequent.common.train.TrainingListener.TrainingExtent;
import io.sequent.common.train.history.History;
import io.sequent.common.train.history.HistoryTest;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressDisplayTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

  @Test
  void plainLinesReportProgress() {
    train(new ProgressDisplay(out, false, Duration.ZERO), 1);
    assertThat(text().lines().toList())
        .hasSize(5)
        .satisfies(
            lines -> {
              assertThat(lines.get(0))
                  .matches(
                      "epoch 1/2, batch 1/2, loss 0.5000, \\d+ samples/s, .* left in this epoch");
              assertThat(lines.get(2))
                  .isEqualTo(
                      "epoch 1/2: train loss 1.000; validation loss 3.000 (best so far);"
                          + " learning rate 0.01000; 12.0 s, 1 samples/s");
              assertThat(lines.get(3)).startsWith("epoch 2/2: ").doesNotContain("best");
              assertThat(lines.get(4)).isEqualTo("best epoch 1: validation loss 3.000");
            });
    assertThat(text()).doesNotContain("\r").doesNotContain("\u001b");
  }

  @Test
  void plainLinesAreFew() {
    train(new ProgressDisplay(out, false, Duration.ofHours(1)), 1);
    assertThat(text()).doesNotContain("samples/s, ").hasLineCount(3);
  }

  @Test
  void resumptionAndEarlyStopAreReported() {
    ProgressDisplay display = new ProgressDisplay(out, false, Duration.ofHours(1));
    display.trainingStarted(new TrainingExtent(3, 9, 2, 16));
    display.trainingEnded(HistoryTest.history("loss", 3, 2, 4));
    assertThat(text().lines())
        .containsExactly(
            "resuming at epoch 3", "stopped after epoch 3", "best epoch 2: validation loss 2.000");
  }

  @Test
  void terminalGetsABarAndALineForEachEpoch() {
    train(new ProgressDisplay(out, true, Duration.ZERO), 1);
    assertThat(text())
        .contains("\r")
        .contains("epoch 1/2")
        .contains("batch 2/2, loss 0.5000")
        .contains("epoch 1/2: train loss 1.000; validation loss 3.000 (best so far)");
  }

  @Test
  void passesBeforeTheFirstEpochAreALineEach() {
    ProgressDisplay display = new ProgressDisplay(out, true, Duration.ZERO);
    display.pretrainingPassDone(1, 2, 7.25);
    display.pretrainingPassDone(2, 2, 130);
    assertThat(text().lines())
        .containsExactly("skip-gram: pass 1/2; 7.3 s", "skip-gram: pass 2/2; 2:10 min");
  }

  @Test
  void failureBeforeTheFirstEpochEndsQuietly() {
    ProgressDisplay display = new ProgressDisplay(out, true, Duration.ZERO);
    display.trainingStarted(new TrainingExtent(1, 2, 2, 16));
    display.trainingEnded(History.empty(Metric.LOSS));
    assertThat(text()).isEmpty();
  }

  private static void train(ProgressDisplay display, int firstEpoch) {
    History both = HistoryTest.history("loss", 3, 4);
    display.trainingStarted(new TrainingExtent(firstEpoch, 2, 2, 16));
    display.batchDone(new BatchRecord(1, 1, 8, 0.5, 0.01));
    display.batchDone(new BatchRecord(1, 2, 8, 0.5, 0.01));
    display.epochDone(HistoryTest.history("loss", 3));
    display.epochDone(both);
    display.trainingEnded(both);
  }

  private String text() {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
