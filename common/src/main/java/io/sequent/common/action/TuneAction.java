package io.sequent.common.action;

import io.sequent.common.task.TaskSettings;
import io.sequent.common.data.DataLocation;
import io.sequent.common.experiment.DataChoice;
import io.sequent.common.ledger.Ledger;
import io.sequent.common.task.Task;
import io.sequent.common.tune.SearchSetup;
import io.sequent.common.tune.Tuning;
import java.io.IOException;
import java.nio.file.Path;

/** Searches for the settings with the best validation metric. */
final class TuneAction {
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
    String given = request.option(RunOptions.DATA);
    DataLocation data = DataChoice.of(task, given);
    console.err().println(data.describe());
    SearchSetup setup =
        new SearchSetup(
            data,
            Ledger.at(
                Path.of(request.option(StudyOptions.LEDGER)),
                note -> console.err().println("ledger: " + note)),
            Path.of(request.option(StudyOptions.RUNS)),
            request.value(StudyOptions.PARALLEL),
            console.err());
    tuning.run(setup, given, console.out());
  }
}
