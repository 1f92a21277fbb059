package io.sequent.common.train.display;

import io.sequent.common.train.TrainingListener;
import io.sequent.common.train.TrainingListener.BatchRecord;
import io.sequent.common.train.TrainingListener.TrainingExtent;
import io.sequent.common.train.history.History;
import io.sequent.common.train.history.History.EpochRecord;
import java.io.Console;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * Prints the progress of a training: a bar for the current epoch, a line for each completed one.
 * Without a terminal, as in a log file, an occasional line takes the place of the bar.
 */
public final class ProgressDisplay implements TrainingListener {
  private static final Duration BETWEEN_LINES = Duration.ofSeconds(30);
  private static final int MAX_LEADING_METRICS = 3;
  private static final int BAR_WIDTH = 110;
  private static final int BAR_MILLIS = 200;

  private final PrintStream out;
  private final boolean terminal;
  private final Duration betweenLines;

  private TrainingExtent extent = new TrainingExtent(1, 1, 1, 1);
  private @Nullable ProgressBar bar;
  private long examplesInEpoch;
  private long epochStart;
  private long lastLine;

  /**
   * With a bar if the process has a terminal.
   *
   * @param out where to print
   */
  public ProgressDisplay(PrintStream out) {
    this(out, isTerminal(), BETWEEN_LINES);
  }

  /**
   * @param terminal whether {@code out} can overwrite a line
   * @param betweenLines minimum time between two lines within an epoch, without a terminal
   */
  ProgressDisplay(PrintStream out, boolean terminal, Duration betweenLines) {
    this.out = out;
    this.terminal = terminal;
    this.betweenLines = betweenLines;
  }

  @Override
  public void pretrainingPassDone(int pass, int passes, double seconds) {
    out.printf("skip-gram: pass %d/%d; %s%n", pass, passes, time(seconds));
  }

  @Override
  public void trainingStarted(TrainingExtent training) {
    extent = training;
    if (training.firstEpoch() > 1 && training.firstEpoch() <= training.epochs()) {
      out.printf("resuming at epoch %d%n", training.firstEpoch());
    }
    startEpoch();
  }

  @Override
  public void batchDone(BatchRecord batch) {
    examplesInEpoch += batch.examples();
    if (terminal) {
      ProgressBar running = bar == null ? startBar(batch.epoch()) : bar;
      running.stepTo(examplesInEpoch);
      running.setExtraMessage(
          " batch %d/%d, loss %s".formatted(batch.batch(), extent.batches(), figure(batch.loss())));
      bar = running;
    } else if (System.nanoTime() - lastLine >= betweenLines.toNanos()) {
      lastLine = System.nanoTime();
      double seconds = Math.max(1e-9, (lastLine - epochStart) / 1e9);
      double perSecond = examplesInEpoch / seconds;
      out.printf(
          Locale.ROOT,
          "epoch %d/%d, batch %d/%d, loss %s, %.0f samples/s, %s left in this epoch%n",
          batch.epoch(),
          extent.epochs(),
          batch.batch(),
          extent.batches(),
          figure(batch.loss()),
          perSecond,
          time((extent.examples() - examplesInEpoch) / perSecond));
    }
  }

  @Override
  public void epochDone(History history) {
    closeBar();
    EpochRecord epoch = history.epochs().get(history.epochs().size() - 1);
    out.printf(
        Locale.ROOT,
        "epoch %d/%d: train loss %s; validation %s%s; learning rate %s; %s, %.0f samples/s%n",
        epoch.epoch(),
        extent.epochs(),
        figure(epoch.trainLoss()),
        metrics(epoch.validation(), history.metric().name()),
        history.lastIsBest() ? " (best so far)" : "",
        figure(epoch.learningRate()),
        time(epoch.seconds()),
        extent.examples() / Math.max(1e-9, epoch.seconds()));
    startEpoch();
  }

  @Override
  public void trainingEnded(History history) {
    closeBar();
    history
        .best()
        .ifPresent(
            best -> {
              if (history.epochs().size() < extent.epochs()) {
                out.printf("stopped after epoch %d%n", history.epochs().size());
              }
              out.printf(
                  "best epoch %d: validation %s%n",
                  best.epoch(), metrics(best.validation(), history.metric().name()));
            });
  }

  private void startEpoch() {
    examplesInEpoch = 0;
    epochStart = System.nanoTime();
    lastLine = epochStart;
  }

  private ProgressBar startBar(int epoch) {
    return new ProgressBarBuilder()
        .setTaskName("epoch %d/%d".formatted(epoch, extent.epochs()))
        .setInitialMax(extent.examples())
        .setUnit(" samples", 1)
        .setStyle(ProgressBarStyle.ASCII)
        .setUpdateIntervalMillis(BAR_MILLIS)
        .setConsumer(new ConsoleProgressBarConsumer(out, BAR_WIDTH))
        .showSpeed()
        .clearDisplayOnFinish()
        .build();
  }

  private void closeBar() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }

  /** The metric that determines the best epoch and the first few; the history has the rest. */
  private static String metrics(Map<String, Double> metrics, String selecting) {
    Set<String> shown = new LinkedHashSet<>(List.of(selecting));
    metrics.keySet().stream().limit(MAX_LEADING_METRICS).forEach(shown::add);
    return metrics.entrySet().stream()
        .filter(metric -> shown.contains(metric.getKey()))
        .map(metric -> metric.getKey() + " " + figure(metric.getValue()))
        .collect(Collectors.joining(", "));
  }

  /** Four significant digits. */
  private static String figure(double value) {
    return String.format(Locale.ROOT, "%.4g", value);
  }

  private static String time(double seconds) {
    if (seconds < 100) {
      return String.format(Locale.ROOT, "%.1f s", seconds);
    }
    long whole = Math.round(seconds);
    return "%d:%02d min".formatted(whole / 60, whole % 60);
  }

  /** Whether somebody looks at a terminal, on which a line can change. */
  public static boolean isTerminal() {
    return Optional.ofNullable(System.console()).map(ProgressDisplay::isTerminal).orElse(false);
  }

  /** Since Java 22 there is always a console, with a method that says whether it is a terminal. */
  private static boolean isTerminal(Console console) {
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException e) {
      return true;
    } catch (IllegalAccessException | InvocationTargetException e) {
      return false;
    }
  }
}
