package io.sequent.common.task;

import io.sequent.common.UserError;
import io.sequent.common.config.Config;
import io.sequent.common.evaluation.Metric;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;

/** The tasks on the class path. */
public final class Tasks {
  private Tasks() {}

  /** All tasks, by name. */
  public static List<Task<?, ?>> all() {
    return ServiceLoader.load(Task.class, Tasks.class.getClassLoader()).stream()
        .<Task<?, ?>>map(ServiceLoader.Provider::get)
        .sorted(Comparator.comparing(Task::name))
        .toList();
  }

  /**
   * A metric of a task.
   *
   * @throws UserError if there is no task of that name, or it has no such metric
   */
  public static Metric metric(String task, String name) {
    return named(task).description().metrics().named(name);
  }

  /**
   * One task.
   *
   * @throws UserError if there is none of that name
   */
  public static Task<?, ?> named(String name) {
    List<Task<?, ?>> all = all();
    return all.stream()
        .filter(task -> task.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new UserError(Config.unknown("task", name, all.stream().map(Task::name).toList())));
  }
}
