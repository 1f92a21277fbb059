package io.sequent.common.action;

import io.sequent.common.UserError;
import io.sequent.common.experiment.SavedRun;
import io.sequent.common.network.engine.Kernels;
import io.sequent.common.network.engine.NativeThreads;
import io.sequent.common.task.Task;
import io.sequent.common.task.Tasks;
import java.io.IOException;
import java.util.stream.Collectors;

/** Carries out requests. */
public final class Actions {
  private Actions() {}

  /**
   * Does what is asked.
   *
   * @throws UserError for a mistake of the user
   * @throws IOException if a file of ours cannot be read or written
   */
  public static void perform(Request asked, Console console) throws IOException {
    Request request = asked.withConfigFile();
    Kernels.use(request.value(RunOptions.KERNEL));
    NativeThreads.arrange();
    if (request.action() == Action.DOCTOR) {
      new DoctorAction(console).perform();
      return;
    }
    if (request.action() == Action.BENCH) {
      new BenchAction(request, console).perform();
      return;
    }
    if (request.action() == Action.STUDY || request.action() == Action.RESULTS) {
      request.settings(request.action().options()); // Fails on a name that nobody knows.
      if (request.action() == Action.STUDY) {
        new StudyAction(request, console).ofFiles();
      } else {
        new ResultsAction(request, console).perform();
      }
      return;
    }
    if (request.task().isEmpty() && request.path(RunOptions.RESUME).isPresent()) {
      request = request.ofTask(SavedRun.taskOf(request.path(RunOptions.RESUME).get()));
    } else if (request.task().isEmpty() && !request.namedRuns().isEmpty()) {
      request = request.ofTask(SavedRun.taskOf(request.namedRuns().get(0)));
    }
    if (request.task().isEmpty()) {
      throw new UserError(
          "no task given, expected task= one of "
              + Tasks.all().stream().map(Task::name).collect(Collectors.joining(", ")));
    }
    Task<?, ?> task = Tasks.named(request.task());
    request.settings(request.action().options(task)); // Fails on a name that nobody knows.
    switch (request.action()) {
      case TRAIN -> new TrainAction<>(task, request, console).perform();
      case EVALUATE -> new EvaluateAction<>(task, request, console).perform();
      case COMPARE -> new StudyAction(request, console).ofSettings(task);
      case TUNE -> new TuneAction(task, request, console).perform();
      case REPRODUCE -> new ReproduceAction<>(task, request, console).perform();
      case PREDICT -> new PredictAction<>(task, request, console).perform();
      case FIND_LR -> new FindLearningRateAction<>(task, request, console).perform();
      case DESCRIBE -> new DescribeAction<>(task, request, console).perform();
      case INIT_CONFIG -> new InitConfigAction(task, request, console).perform();
      case DOWNLOAD -> new DownloadAction(task, console).perform();
      case STUDY, RESULTS, BENCH, DOCTOR -> throw new IllegalStateException("done above");
    }
  }
}
