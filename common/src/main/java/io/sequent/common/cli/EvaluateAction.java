package io.sequent.common.cli;

import io.sequent.common.data.DataLocation;
import io.sequent.common.data.Splits;
import io.sequent.common.experiment.DataChoice;
import io.sequent.common.experiment.SavedEnsemble;
import io.sequent.common.experiment.SavedRun;
import io.sequent.common.experiment.TrainingStart;
import io.sequent.common.inference.ModelEvaluation;
import io.sequent.common.inference.PredictionSpeed;
import io.sequent.common.task.Ensemble;
import io.sequent.common.task.Preparation;
import io.sequent.common.task.Task;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/**
 * Evaluates a finished run, or several together, on the test set of its data, or on all of other
 * data in the same form.
 */
final class EvaluateAction<E, P extends Preparation> {
  static final Action ACTION =
      new TaskAction(
          "evaluate",
          "evaluate a finished run on its test set or on other data",
          List.of(RunOptions.DATA, RunOptions.RUNS, RunOptions.KERNEL),
          (task, request, console) -> new EvaluateAction<>(task, request, console).perform());

  private final Task<E, P> task;
  private final Request request;
  private final Console console;

  EvaluateAction(Task<E, P> task, Request request, Console console) {
    this.task = task;
    this.request = request;
    this.console = console;
  }

  void perform() throws IOException {
    SavedEnsemble runs = SavedEnsemble.read(request.finishedRuns(task), task);
    String given = request.option(RunOptions.DATA);
    DataLocation data = DataChoice.of(task, given.isEmpty() ? runs.data() : given);
    for (SavedRun run : runs.runs()) {
      console.err().println("run: " + run.folder().path());
    }
    console.err().println(data.describe());
    Ensemble<P> models = runs.load(task);
    String place = DataChoice.remember(data);
    boolean own = runs.runs().stream().anyMatch(run -> run.data().equals(place));
    Splits<E> splits =
        own
            ? TrainingStart.read(task, runs.config(), data)
            : task.data()
                .readForEvaluation(
                    data.path(), runs.config(), models.first().preparation().labels());
    splits.notes().forEach(console.err()::println);
    List<E> test = splits.test();
    EvaluationPrinter.print(
        ModelEvaluation.of(task, models, test), title(test, models), console.out());
    double speed = PredictionSpeed.of(task, models, test);
    if (Double.isFinite(speed)) {
      console.out().printf(Locale.ROOT, "%n%,.0f examples a second on one core%n", speed);
    }
  }

  private String title(List<E> test, Ensemble<P> models) {
    int size = models.members().size();
    return "Test, "
        + test.size()
        + " examples"
        + (size == 1 ? "" : ", ensemble of " + size + " runs");
  }
}
