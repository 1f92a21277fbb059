package io.sequent.common.serve;

import io.sequent.common.UserError;
import io.sequent.common.config.Config;
import io.sequent.common.run.RunFolder;
import io.sequent.common.task.Task;
import io.sequent.common.task.Tasks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where the model of a name comes from, each time that it is loaded.
 *
 * @param name under which it is served
 * @param run the folder of the run; empty for the latest run of the task that the name names
 */
public record RunSource(String name, Optional<Path> run) {
  /**
   * The sources of models that a user names.
   *
   * @param named runs as {@link RunFolder#locate} takes them, or tasks
   * @throws UserError for one that is neither, and for two of one name
   */
  public static List<RunSource> of(List<String> named) {
    Map<String, RunSource> sources = new LinkedHashMap<>();
    for (String one : named) {
      RunSource source = of(one);
      RunSource other = sources.putIfAbsent(source.name, source);
      if (other != null) {
        throw new UserError(
            "run: %s and %s are both named '%s', expected runs of different names"
                .formatted(other.place(), source.place(), source.name));
      }
    }
    return new ArrayList<>(sources.values());
  }

  private static RunSource of(String named) {
    Path place = RunFolder.locate(Path.of(named));
    if (Files.exists(place)) {
      Path folder = RunFolder.finished(place).path();
      return new RunSource(
          String.valueOf(folder.toAbsolutePath().normalize().getFileName()), Optional.of(folder));
    }
    List<String> tasks = Tasks.all().stream().map(Task::name).toList();
    if (!tasks.contains(named)) {
      throw new UserError(Config.unknown("run or task", named, tasks));
    }
    return new RunSource(named, Optional.empty());
  }

  private String place() {
    return run.map(Path::toString).orElse("task " + name);
  }

  /**
   * The run as it is now.
   *
   * @throws UserError if there is no finished run
   */
  RunFolder folder() {
    return run.isPresent() ? RunFolder.finished(run.get()) : RunFolder.latest(name);
  }
}
