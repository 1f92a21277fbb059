package io.sequent.common.cli;

import io.sequent.common.UserError;
import io.sequent.common.config.ConfigFile;
import io.sequent.common.config.Setting;
import io.sequent.common.io.AtomicFile;
import io.sequent.common.schema.ConfigSchema;
import io.sequent.common.task.Presets;
import io.sequent.common.task.Presets.Preset;
import io.sequent.common.task.Task;
import io.sequent.common.task.TaskSettings;
import io.sequent.common.task.Tasks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Writes a YAML file with every setting, its default or preset value, and its range; beside it the
 * schema that its first line names, by which editors complete and check it.
 */
final class InitConfigAction {
  static final Action ACTION =
      new TaskAction(
          "init-config",
          "write a commented YAML file with every setting",
          List.of(RunOptions.PRESET, RunOptions.OUT),
          (task, request, console) -> new InitConfigAction(task, request, console).perform());

  /** No other program is likely to have a file of that name, so an older one can be replaced. */
  private static final String SCHEMA = "sequent-config.schema.json";

  /** About a single call, or about the file itself. */
  private static final Set<Setting<?>> NOT_IN_A_FILE =
      Set.of(RunOptions.CONFIG, RunOptions.RESUME, RunOptions.ACCEPT_CHANGED_DATA);

  private final Task<?, ?> task;
  private final Request request;
  private final Console console;

  InitConfigAction(Task<?, ?> task, Request request, Console console) {
    this.task = task;
    this.request = request;
    this.console = console;
  }

  void perform() throws IOException {
    Optional<Path> out = request.path(RunOptions.OUT);
    if (out.isEmpty()) {
      console.out().print(yaml());
      return;
    }
    Path file = out.get();
    if (Files.exists(file)) {
      throw new UserError("out: " + file + " already exists, expected a new file");
    }
    try {
      AtomicFile.write(file.resolveSibling(SCHEMA), schema(Tasks.all()));
      AtomicFile.write(file, "# yaml-language-server: $schema=" + SCHEMA + "\n" + yaml());
    } catch (IOException e) {
      throw new UserError("out: " + file + " cannot be written: " + e.getMessage(), e);
    }
    console.out().println("wrote " + file + " and, for editors, " + SCHEMA + " beside it");
  }

  /**
   * The schema of configurations: settings of the tasks, and options of the actions that read one.
   */
  static String schema(List<Task<?, ?>> tasks) {
    Set<Setting<?>> options = new LinkedHashSet<>();
    Actions.all().stream()
        .map(Action::options)
        .filter(ofAction -> ofAction.contains(RunOptions.CONFIG))
        .forEach(options::addAll);
    options.removeAll(NOT_IN_A_FILE);
    return ConfigSchema.of(tasks, List.copyOf(options));
  }

  private String yaml() {
    Preset preset = request.preset(task, Presets.NONE);
    Map<String, String> values =
        TaskSettings.defaults(task)
            .with(preset.values(), "preset '" + preset.name() + "'")
            .asText();
    StringBuilder yaml = new StringBuilder();
    yaml.append("# Settings of task '").append(task.name()).append("': ");
    yaml.append(task.description().summary()).append(".\n");
    yaml.append(
        preset.name().equals(Presets.NONE)
            ? "# Every value is the default; delete the lines that you do not change.\n\n"
            : "# Values of preset '" + preset.name() + "', defaults for the other settings.\n\n");
    yaml.append(ConfigFile.format(Map.of("task", task.name())));
    for (Setting<?> setting : TaskSettings.of(task)) {
      yaml.append("\n# ")
          .append(setting.help())
          .append("\n# ")
          .append(setting.range())
          .append('\n');
      yaml.append(
          ConfigFile.format(Map.of(setting.name(), String.valueOf(values.get(setting.name())))));
    }
    return yaml.toString();
  }
}
