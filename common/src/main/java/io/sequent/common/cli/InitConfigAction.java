package io.sequent.common.cli;

import io.sequent.common.UserError;
import io.sequent.common.config.ConfigFile;
import io.sequent.common.config.Setting;
import io.sequent.common.io.AtomicFile;
import io.sequent.common.task.Presets;
import io.sequent.common.task.Presets.Preset;
import io.sequent.common.task.Task;
import io.sequent.common.task.TaskSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes a YAML file with every setting, its default or preset value, and its range. */
final class InitConfigAction {
  static final Action ACTION =
      new TaskAction(
          "init-config",
          "write a commented YAML file with every setting",
          List.of(RunOptions.PRESET, RunOptions.OUT),
          (task, request, console) -> new InitConfigAction(task, request, console).perform());

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
      AtomicFile.write(file, yaml());
    } catch (IOException e) {
      throw new UserError("out: " + file + " cannot be written: " + e.getMessage(), e);
    }
    console.out().println("wrote " + file);
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
