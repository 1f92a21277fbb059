package io.sequent;

import io.sequent.common.task.Task;
import io.sequent.common.task.Tasks;
import java.util.List;

/** The tasks that come with the toolkit; tests have another one on the class path. */
public final class OwnTasks {
  private OwnTasks() {}

  /** All of them, by name. */
  public static List<Task<?, ?>> all() {
    return Tasks.all().stream()
        .filter(task -> task.getClass().getPackageName().startsWith("io.sequent.tasks."))
        .toList();
  }

  /** Their names. */
  public static List<String> names() {
    return all().stream().map(Task::name).toList();
  }
}
