package io.sequent.common.cli;

import io.sequent.common.UserError;
import io.sequent.common.config.Config;
import io.sequent.common.data.DataLocation;
import io.sequent.common.experiment.DataChoice;
import io.sequent.common.experiment.Experiment;
import io.sequent.common.experiment.Experiment.Outcome;
import io.sequent.common.experiment.SavedRun;
import io.sequent.common.run.RunFolder;
import io.sequent.common.run.RunRecord;
import io.sequent.common.task.Preparation;
import io.sequent.common.task.Task;
import io.sequent.common.task.TaskSettings;
import io.sequent.common.track.Tracker;
import io.sequent.common.train.display.ProgressDisplay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Trains a task, evaluates it on the test set and saves the run; or resumes an interrupted one. */
final class TrainAction<E, P extends Preparation> {
  static final Action ACTION =
      new TaskAction(
          "train",
          "train, evaluate on the test set, save the run",
          List.of(
              RunOptions.DATA,
              RunOptions.PRESET,
              RunOptions.CONFIG,
              RunOptions.OUT,
              RunOptions.RESUME,
              RunOptions.ACCEPT_CHANGED_DATA,
              RunOptions.TRACK,
              RunOptions.KERNEL),
          TaskSettings::of,
          (task, request, console) -> new TrainAction<>(task, request, console).perform());

  /** What may be given beside the folder. */
  private static final Set<String> WITH_RESUME =
      Set.of(
          RunOptions.RESUME.name(),
          RunOptions.ACCEPT_CHANGED_DATA.name(),
          RunOptions.TRACK.name(),
          RunOptions.KERNEL.name());

  private final Task<E, P> task;
  private final Request request;
  private final Console console;

  TrainAction(Task<E, P> task, Request request, Console console) {
    this.task = task;
    this.request = request;
    this.console = console;
  }

  void perform() throws IOException {
    Optional<Path> resume = request.path(RunOptions.RESUME);
    if (resume.isPresent()) {
      resume(new RunFolder(resume.get()));
    } else if (request.value(RunOptions.ACCEPT_CHANGED_DATA)) {
      throw new UserError("accept-changed-data: is for resume=, expected the folder of a run");
    } else {
      start();
    }
  }

  private void start() throws IOException {
    Setup setup = Setup.of(task, request, console);
    RunFolder folder = request.newRun(task);
    report(experiment(setup.config(), setup.data()).start(folder), folder);
  }

  private void resume(RunFolder folder) throws IOException {
    for (String name : request.given().keySet()) {
      if (!WITH_RESUME.contains(name)) {
        throw new UserError(
            "resume: a run continues with its own settings, but '" + name + "' was given");
      }
    }
    if (!Files.exists(folder.config())) {
      throw new UserError(
          "resume: %s holds no training that has begun: %s is missing; train again with out="
              .formatted(folder.path(), folder.config().getFileName()));
    }
    SavedRun saved = SavedRun.read(folder, task);
    DataLocation data = DataChoice.of(task, saved.data());
    console.err().println(data.describe());
    Experiment<E, P> experiment = experiment(saved.config(), data);
    report(
        (request.value(RunOptions.ACCEPT_CHANGED_DATA)
                ? experiment.acceptingChangedData()
                : experiment)
            .resume(folder),
        folder);
  }

  private Experiment<E, P> experiment(Config config, DataLocation data) {
    return new Experiment<>(task, config, data, new ProgressDisplay(console.err()), console.err())
        .trackedBy(Tracker.named(request.value(RunOptions.TRACK)));
  }

  private void report(Outcome outcome, RunFolder folder) {
    RunRecord run = outcome.run();
    EvaluationPrinter.print(
        outcome.evaluation(),
        "Test, "
            + run.training().examples().get(RunRecord.TEST)
            + " examples, weights of epoch "
            + run.training().epochsText(),
        console.out());
    run.samples().forEach((caption, text) -> console.out().println("\n" + caption + ":\n" + text));
    console.out().println();
    console.out().println("run saved in " + folder.path());
  }
}
