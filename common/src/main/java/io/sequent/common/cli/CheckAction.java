package io.sequent.common.cli;

import io.sequent.common.check.DataCheck;
import io.sequent.common.config.Setting;
import io.sequent.common.data.Splits;
import io.sequent.common.experiment.TrainingStart;
import io.sequent.common.task.Task;
import io.sequent.common.task.TaskSettings;
import java.io.IOException;
import java.util.List;

/** Reads data as a training would, trains nothing, and says what they are and what looks wrong. */
final class CheckAction<E> {
  private static final Setting<Boolean> AS_JSON =
      Setting.flag("json", false, "print JSON in place of tables");

  static final Action ACTION =
      new TaskAction(
          "check",
          "look for mistakes in data, such as texts that are both in training and test",
          List.of(RunOptions.DATA, RunOptions.CONFIG, RunOptions.PRESET, AS_JSON),
          TaskSettings::of,
          (task, request, console) -> new CheckAction<>(task, request, console).perform());

  private final Task<E, ?> task;
  private final Request request;
  private final Console console;

  CheckAction(Task<E, ?> task, Request request, Console console) {
    this.task = task;
    this.request = request;
    this.console = console;
  }

  void perform() throws IOException {
    Setup setup = Setup.of(task, request, console);
    Splits<E> splits = TrainingStart.read(task, setup.config(), setup.data());
    DataCheck check = task.data().view().check(splits, setup.config()).noting(splits.notes());
    console.out().println(request.value(AS_JSON) ? check.json() : check.render());
    if (check.isSerious()) {
      throw new SeriousFindings();
    }
  }

  /** Ends the call with status 1; everything has been said. */
  static final class SeriousFindings extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
