package io.sequent.common.cli;

import io.sequent.common.UserError;
import io.sequent.common.config.Setting;
import io.sequent.common.config.Settings;
import io.sequent.common.run.RunFolder;
import io.sequent.common.task.Task;
import io.sequent.common.task.Tasks;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** An action that is about one task: the one that is named, or that of a run that is named. */
final class TaskAction extends Action {
  private final Function<Task<?, ?>, List<Setting<?>>> taskOptions;
  private final Execution execution;

  /**
   * @param taskOptions what else can be given for a task
   */
  TaskAction(
      String name,
      String summary,
      List<Setting<?>> options,
      Function<Task<?, ?>, List<Setting<?>>> taskOptions,
      Execution execution) {
    super(name, summary, options);
    this.taskOptions = taskOptions;
    this.execution = execution;
  }

  /** An action with options that are the same for every task. */
  TaskAction(String name, String summary, List<Setting<?>> options, Execution execution) {
    this(name, summary, options, task -> List.of(), execution);
  }

  @Override
  public boolean needsTask() {
    return true;
  }

  @Override
  public List<Setting<?>> options(Task<?, ?> task) {
    return Settings.join(List.of(options(), taskOptions.apply(task)));
  }

  @Override
  void perform(Request asked, Console console) throws IOException {
    Request request = withTask(asked);
    Task<?, ?> task = Tasks.named(request.task());
    request.requireKnown(options(task));
    execution.perform(task, request, console);
  }

  private static Request withTask(Request request) {
    if (!request.task().isEmpty()) {
      return request;
    }
    if (request.path(RunOptions.RESUME).isPresent()) {
      return request.ofTask(new RunFolder(request.path(RunOptions.RESUME).get()).task());
    }
    if (!request.namedRuns().isEmpty()) {
      return request.ofTask(RunFolder.finished(request.namedRuns().get(0)).task());
    }
    throw new UserError(
        "no task given, expected task= one of "
            + Tasks.all().stream().map(Task::name).collect(Collectors.joining(", ")));
  }

  @FunctionalInterface
  interface Execution {
    void perform(Task<?, ?> task, Request request, Console console) throws IOException;
  }
}
