package io.sequent.common.cli;

import io.sequent.common.UserError;
import io.sequent.common.config.Config;
import io.sequent.common.experiment.SavedEnsemble;
import io.sequent.common.predict.PredictionLines;
import io.sequent.common.task.Ensemble;
import io.sequent.common.task.Preparation;
import io.sequent.common.task.Task;
import io.sequent.common.task.TaskSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Predicts with a finished run, or several together, for standard input or a file. */
final class PredictAction<E, P extends Preparation> {
  static final Action ACTION =
      new TaskAction(
          "predict",
          "predict for lines of input with a finished run",
          List.of(RunOptions.RUNS, RunOptions.INPUT, RunOptions.KERNEL),
          task -> task.description().predictionSettings(),
          (task, request, console) -> new PredictAction<>(task, request, console).perform());

  private final Task<E, P> task;
  private final Request request;
  private final Console console;

  PredictAction(Task<E, P> task, Request request, Console console) {
    this.task = task;
    this.request = request;
    this.console = console;
  }

  void perform() throws IOException {
    Config options =
        TaskSettings.predictionDefaults(task)
            .with(request.settings(task.description().predictionSettings()), "");
    SavedEnsemble runs = SavedEnsemble.read(request.finishedRuns(task), task);
    Optional<Path> input = request.path(RunOptions.INPUT);
    if (input.isPresent() && !Files.isRegularFile(input.get())) {
      throw new UserError("input: " + input.get() + ": no such file");
    }
    Ensemble<P> models = runs.load(task);
    if (input.isEmpty()) {
      PredictionLines.write(task.predictor(models, options), console.in(), console.out());
      return;
    }
    try (BufferedReader lines = Files.newBufferedReader(input.get())) {
      PredictionLines.write(task.predictor(models, options), lines, console.out());
    }
  }
}
