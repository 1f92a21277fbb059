package io.sequent.common.cli;

import io.sequent.common.config.Setting;
import io.sequent.common.task.Task;
import java.io.IOException;
import java.util.List;

/** What a user can ask for: its name, what can be given with it, and what it does. */
abstract class Action {
  private final String name;
  private final String summary;
  private final List<Setting<?>> options;

  /**
   * @param name as typed, such as {@code init-config}
   * @param summary what it does, without a full stop
   * @param options what can be given with it whatever the task, beside {@code task} and {@code
   *     action}
   */
  Action(String name, String summary, List<Setting<?>> options) {
    this.name = name;
    this.summary = summary;
    this.options = List.copyOf(options);
  }

  /** The name as typed, such as {@code init-config}. */
  public final String name() {
    return name;
  }

  /** What it does, without a full stop. */
  public final String summary() {
    return summary;
  }

  /** Whether it is about one task. */
  public abstract boolean needsTask();

  /** What can be given with it whatever the task. */
  public final List<Setting<?>> options() {
    return options;
  }

  /** Everything that can be given with it for a task. */
  public abstract List<Setting<?>> options(Task<?, ?> task);

  /** Whether a preset of the task can be given with it. */
  public final boolean acceptsPreset() {
    return options.contains(RunOptions.PRESET);
  }

  /** Whether finished runs can be named, which know their task. */
  public final boolean takesRuns() {
    return options.stream().anyMatch(option -> option.name().equals(RunOptions.RUN.name()));
  }

  /**
   * Does what is asked.
   *
   * @param request its config file filled in
   * @throws io.sequent.common.UserError for a mistake of the user
   * @throws IOException if a file of ours cannot be read or written
   */
  abstract void perform(Request request, Console console) throws IOException;

  @Override
  public final String toString() {
    return name;
  }
}
