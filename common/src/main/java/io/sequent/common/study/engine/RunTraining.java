package io.sequent.common.study.engine;

import io.sequent.common.UserError;
import io.sequent.common.experiment.Experiment;
import io.sequent.common.experiment.SavedRun;
import io.sequent.common.run.RunFolder;
import io.sequent.common.task.Preparation;
import io.sequent.common.task.Task;
import io.sequent.common.train.TrainingListener;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does one training of a study or a search, in this process. It leaves the run finished in its
 * folder: trained from the start, resumed where it was left or where a shorter one ended, or left
 * as it is.
 */
public final class RunTraining {
  private static final Logger log = LoggerFactory.getLogger(RunTraining.class);

  private RunTraining() {}

  /**
   * Does a training.
   *
   * @param display watches it
   * @return why it failed, in one line; empty if it finished
   * @throws IOException if a file cannot be read or written, which is nothing that the settings
   *     could be blamed for
   */
  public static Optional<String> of(TrainingOrder order, TrainingListener display)
      throws IOException {
    try {
      train(order.task(), order, display);
      return Optional.empty();
    } catch (UserError e) {
      return Optional.of(String.valueOf(e.getMessage()));
    } catch (RuntimeException | LinkageError | OutOfMemoryError e) {
      log.error("{} failed", order.run().name(), e);
      return Optional.of(e.toString().lines().findFirst().orElse(""));
    }
  }

  private static <E, P extends Preparation> void train(
      Task<E, P> task, TrainingOrder order, TrainingListener display) throws IOException {
    RunFolder folder = order.folder();
    if (Files.exists(folder.result())) { // By a process that was killed before it recorded it.
      folder.deleteLock();
      if (!order.continued()) {
        folder.deleteCheckpoints();
      }
      return;
    }
    PrintStream quiet =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    Experiment<E, P> experiment =
        new Experiment<>(task, order.run().config(), order.data(), display, quiet)
            .within(order.scope());
    if (order.continued()) {
      experiment = experiment.keepingCheckpoint();
    }
    if (Files.exists(folder.config()) && isOf(order)) {
      experiment.resume(folder);
      return;
    }
    folder.delete();
    if (order.shorter().isPresent()) {
      experiment.extend(order.shorter().get(), folder);
    } else {
      experiment.start(folder);
    }
  }

  /** Whether a partly trained run is the one to resume. */
  private static boolean isOf(TrainingOrder order) {
    Task<?, ?> task = order.task();
    try {
      return SavedRun.read(order.folder(), task)
          .config()
          .hash(task.name())
          .equals(order.run().config().hash(task.name()));
    } catch (UserError e) {
      return false; // Of an older version.
    }
  }
}
