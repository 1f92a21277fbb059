package io.sequent.common.study.run;

import io.sequent.common.UserError;
import io.sequent.common.data.DataLocation;
import io.sequent.common.experiment.Experiment;
import io.sequent.common.experiment.SavedRun;
import io.sequent.common.run.RunFolder;
import io.sequent.common.run.RunRecord;
import io.sequent.common.study.Study.PlannedRun;
import io.sequent.common.task.Preparation;
import io.sequent.common.task.Task;
import io.sequent.common.train.TrainingListener;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Optional;

/** Trains single runs of a study or a search, each in its folder. */
final class RunTraining<E, P extends Preparation> {
  private final Task<E, P> task;
  private final DataLocation data;
  private final RunRecord.Scope scope;

  /**
   * @param scope what runs are evaluated on
   */
  RunTraining(Task<E, P> task, DataLocation data, RunRecord.Scope scope) {
    this.task = task;
    this.data = data;
    this.scope = scope;
  }

  /**
   * Leaves the run finished in its folder: trained from the start, resumed where it was left or
   * where a shorter one ended, or left as it is.
   *
   * @param shorter a run with fewer epochs that has kept its checkpoint, and no other difference
   * @param keep whether a longer run may resume from this one
   */
  void train(
      PlannedRun run,
      RunFolder folder,
      Optional<RunFolder> shorter,
      boolean keep,
      TrainingListener display)
      throws IOException {
    if (Files.exists(folder.result())) { // By a process that was killed before it recorded it.
      folder.deleteLock();
      if (!keep) {
        folder.deleteCheckpoints();
      }
      return;
    }
    Experiment<E, P> experiment = experiment(run, display);
    if (keep) {
      experiment = experiment.keepingCheckpoint();
    }
    if (Files.exists(folder.config()) && isOf(run, folder)) {
      experiment.resume(folder);
      return;
    }
    folder.delete();
    if (shorter.isPresent()) {
      experiment.extend(shorter.get(), folder);
    } else {
      experiment.start(folder);
    }
  }

  /** Whether a partly trained run is the one to resume. */
  private boolean isOf(PlannedRun run, RunFolder folder) {
    try {
      return SavedRun.read(folder, task)
          .config()
          .hash(task.name())
          .equals(run.config().hash(task.name()));
    } catch (UserError e) {
      return false; // Of an older version.
    }
  }

  private Experiment<E, P> experiment(PlannedRun run, TrainingListener display) {
    PrintStream quiet =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    return new Experiment<>(task, run.config(), data, display, quiet).within(scope);
  }
}
