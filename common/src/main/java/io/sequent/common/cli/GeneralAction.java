package io.sequent.common.cli;

import io.sequent.common.config.Setting;
import io.sequent.common.task.Task;
import java.io.IOException;
import java.util.List;

/** An action that is about no task in particular. */
final class GeneralAction extends Action {
  private final Execution execution;

  GeneralAction(String name, String summary, List<Setting<?>> options, Execution execution) {
    super(name, summary, options);
    this.execution = execution;
  }

  @Override
  public boolean needsTask() {
    return false;
  }

  @Override
  public List<Setting<?>> options(Task<?, ?> task) {
    return options();
  }

  @Override
  void perform(Request request, Console console) throws IOException {
    request.requireKnown(options());
    execution.perform(request, console);
  }

  @FunctionalInterface
  interface Execution {
    void perform(Request request, Console console) throws IOException;
  }
}
