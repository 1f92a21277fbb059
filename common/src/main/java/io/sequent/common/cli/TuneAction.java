package io.sequent.common.cli;

import io.sequent.common.config.Settings;
import io.sequent.common.data.DataLocation;
import io.sequent.common.experiment.DataChoice;
import io.sequent.common.ledger.Ledger;
import io.sequent.common.study.engine.EngineChoice;
import io.sequent.common.study.engine.TrainingEngine;
import io.sequent.common.task.Task;
import io.sequent.common.task.TaskSettings;
import io.sequent.common.tune.Tuning;
import io.sequent.common.tune.Tuning.SearchSetup;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Searches for the settings with the best validation metric. */
final class TuneAction {
  static final Action ACTION =
      new TaskAction(
          "tune",
          "search for the settings with the best validation metric",
          Settings.join(
              List.of(
                  Tuning.options(),
                  List.of(
                      RunOptions.DATA, RunOptions.KERNEL, StudyOptions.LEDGER, StudyOptions.RUNS),
                  EngineOptions.all())),
          TaskSettings::of,
          (task, request, console) -> new TuneAction(task, request, console).perform());

  private final Task<?, ?> task;
  private final Request request;
  private final Console console;

  TuneAction(Task<?, ?> task, Request request, Console console) {
    this.task = task;
    this.request = request;
    this.console = console;
  }

  void perform() throws IOException {
    Tuning tuning = Tuning.of(task, request.given(), request.settings(TaskSettings.of(task)));
    EngineChoice choice = EngineOptions.of(request, console);
    String given = request.option(RunOptions.DATA);
    DataLocation data = DataChoice.of(task, given);
    console.err().println(data.describe());
    try (TrainingEngine engine = choice.open()) {
      SearchSetup setup =
          new SearchSetup(
              data,
              Ledger.at(
                  Path.of(request.option(StudyOptions.LEDGER)),
                  note -> console.err().println("ledger: " + note)),
              Path.of(request.option(StudyOptions.RUNS)),
              engine,
              console.err());
      tuning.run(setup, given, console.out());
    }
  }
}
