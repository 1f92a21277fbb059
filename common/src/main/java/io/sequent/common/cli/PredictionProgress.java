package io.sequent.common.cli;

import io.sequent.common.train.display.ProgressDisplay;
import java.io.PrintStream;
import java.util.function.LongConsumer;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Shows how many inputs were predicted for, and how many a second. */
final class PredictionProgress implements LongConsumer, AutoCloseable {
  private static final int BAR_WIDTH = 80;
  private static final int BAR_MILLIS = 200;
  private static final int UNKNOWN = -1;

  private final @Nullable ProgressBar bar;

  private PredictionProgress(@Nullable ProgressBar bar) {
    this.bar = bar;
  }

  /** Nothing is shown. */
  static PredictionProgress none() {
    return new PredictionProgress(null);
  }

  /**
   * On a terminal a line that changes; elsewhere nothing.
   *
   * @param name what is read
   */
  static PredictionProgress of(String name, PrintStream out) {
    return ProgressDisplay.isTerminal()
        ? new PredictionProgress(
            new ProgressBarBuilder()
                .setTaskName(name)
                .setInitialMax(UNKNOWN)
                .setUnit(" lines", 1)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(BAR_MILLIS)
                .setConsumer(new ConsoleProgressBarConsumer(out, BAR_WIDTH))
                .showSpeed()
                .build())
        : none();
  }

  @Override
  public void accept(long inputs) {
    if (bar != null) {
      bar.stepTo(inputs);
    }
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
