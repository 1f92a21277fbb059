package io.sequent.common.action;

import io.sequent.common.data.DataLocation;
import io.sequent.common.data.Splits;
import io.sequent.common.evaluation.Evaluation;
import io.sequent.common.experiment.DataChoice;
import io.sequent.common.experiment.SavedRun;
import io.sequent.common.experiment.TrainingStart;
import io.sequent.common.run.RunFolder;
import io.sequent.common.task.Model;
import io.sequent.common.task.ModelEvaluation;
import io.sequent.common.task.Preparation;
import io.sequent.common.task.Task;
import java.io.IOException;

/** Evaluates a finished run on the test set of its data, or of other data in the same form. */
final class EvaluateAction<E, P extends Preparation> {
  private final Task<E, P> task;
  private final Request request;
  private final Console console;

  EvaluateAction(Task<E, P> task, Request request, Console console) {
    this.task = task;
    this.request = request;
    this.console = console;
  }

  void perform() throws IOException {
    RunFolder folder = request.finishedRun(task);
    SavedRun run = SavedRun.read(folder, task);
    String given = request.option(RunOptions.DATA);
    DataLocation data = DataChoice.of(task, given.isEmpty() ? run.data() : given);
    console.err().println("run: " + folder.path());
    console.err().println(data.describe());
    Model<P> model = run.load(task);
    Splits<E> splits = TrainingStart.read(task, run.config(), data);
    Evaluation test = ModelEvaluation.of(task, model, splits.test());
    Verdict.print(test, "Test, " + splits.test().size() + " examples", console.out());
  }
}
