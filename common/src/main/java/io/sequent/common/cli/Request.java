package io.sequent.common.cli;

import io.sequent.common.UserError;
import io.sequent.common.config.Config;
import io.sequent.common.config.ConfigFile;
import io.sequent.common.config.Setting;
import io.sequent.common.run.RunFolder;
import io.sequent.common.task.Presets;
import io.sequent.common.task.Presets.Preset;
import io.sequent.common.task.Task;
import io.sequent.common.task.TaskSettings;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a user asks for, however it was typed.
 *
 * @param action the verb
 * @param task the task's name, empty if none was named
 * @param given option or setting name to value as typed
 */
record Request(Action action, String task, Map<String, String> given) {
  Request {
    given = Map.copyOf(given);
  }

  /** The value of an option of the call, its default if not given. */
  String option(Setting<String> option) {
    return given.getOrDefault(option.name(), option.defaultText()).strip();
  }

  /** A path option; empty if not given. */
  Optional<Path> path(Setting<String> option) {
    String text = option(option);
    return text.isEmpty() ? Optional.empty() : Optional.of(Path.of(text));
  }

  /**
   * The finished run of the request: the one named, or the latest of the task.
   *
   * @throws UserError if there is none
   */
  RunFolder finishedRun(Task<?, ?> asked) {
    return path(RunOptions.RUN)
        .map(RunFolder::finished)
        .orElseGet(() -> RunFolder.latest(asked.name()));
  }

  /**
   * The finished runs of the request, which predict together: those named, or the latest of the
   * task.
   *
   * @throws UserError if there is none
   */
  List<RunFolder> finishedRuns(Task<?, ?> asked) {
    List<RunFolder> named = namedRuns().stream().map(RunFolder::finished).toList();
    return named.isEmpty() ? List.of(RunFolder.latest(asked.name())) : named;
  }

  /** The folders of the named runs. */
  List<Path> namedRuns() {
    return RunOptions.RUNS.several(option(RunOptions.RUNS)).stream().map(Path::of).toList();
  }

  /** The folder of a new run. */
  RunFolder newRun(Task<?, ?> asked) {
    return path(RunOptions.OUT)
        .map(RunFolder::new)
        .orElseGet(() -> RunFolder.fresh(asked.name(), LocalDateTime.now(ZoneId.systemDefault())));
  }

  /** The value of an option that is not text. */
  <T> T value(Setting<T> option) {
    return option.parse(given.getOrDefault(option.name(), option.defaultText()));
  }

  /** The values of an option that accepts several, separated by commas; at least one. */
  <T> List<T> values(Setting<T> option) {
    String text = given.getOrDefault(option.name(), option.defaultText());
    return Stream.of(text.split(",", -1)).map(option::parse).toList();
  }

  /** The same request for a task. */
  Request ofTask(String name) {
    return new Request(action, name, given);
  }

  /**
   * This request with the {@code task}, {@code data}, {@code out} ... of its config file filled in.
   */
  Request withConfigFile() {
    Map<String, String> merged = new LinkedHashMap<>();
    fileSettings().forEach(merged::put);
    String fileTask = merged.remove("task");
    merged.keySet().retainAll(optionNames());
    merged.putAll(given);
    return new Request(action, task.isEmpty() && fileTask != null ? fileTask : task, merged);
  }

  /**
   * The preset of this call.
   *
   * @param usual the one to use if none is given
   * @throws UserError if the task has no such preset
   */
  Preset preset(Task<?, ?> task, String usual) {
    String name = option(RunOptions.PRESET);
    return Presets.named(task, name.isEmpty() ? usual : name);
  }

  /**
   * The task's settings for this call: defaults, then the preset, then the config file, then the
   * command line.
   *
   * @throws UserError for an unknown name or a value out of range
   */
  Config config(Task<?, ?> task, Preset preset) {
    return TaskSettings.defaults(task)
        .with(preset.values(), "preset '" + preset.name() + "'")
        .with(fileSettings(task), option(RunOptions.CONFIG))
        .with(settings(TaskSettings.of(task)), "");
  }

  /**
   * The task's settings in the config file; none without one.
   *
   * @throws UserError if the file is for another task
   */
  Map<String, String> fileSettings(Task<?, ?> task) {
    Map<String, String> file = new LinkedHashMap<>(fileSettings());
    String fileTask = file.remove("task");
    if (fileTask != null && !fileTask.equals(task.name())) {
      throw new UserError(
          option(RunOptions.CONFIG)
              + ": is for task '"
              + fileTask
              + "', but the task is '"
              + task.name()
              + "'");
    }
    file.keySet().removeAll(optionNames());
    return file;
  }

  /**
   * The settings of {@code known} that were given, checked for unknown names.
   *
   * @throws UserError for a name that is neither an option of the action nor a setting
   */
  Map<String, String> settings(List<Setting<?>> known) {
    Set<String> options = optionNames();
    Set<String> names = new LinkedHashSet<>(known.stream().map(Setting::name).toList());
    Map<String, String> settings = new LinkedHashMap<>();
    given.forEach(
        (name, value) -> {
          if (names.contains(name)) {
            settings.put(name, value);
          } else if (!options.contains(name)) {
            names.addAll(options);
            throw new UserError(Config.unknown("setting", name, names));
          }
        });
    return settings;
  }

  /**
   * Fails if an unknown name was given.
   *
   * @throws UserError for a name that is neither an option of the action nor among {@code known}
   */
  void requireKnown(List<Setting<?>> known) {
    settings(known);
  }

  private Map<String, String> fileSettings() {
    return path(RunOptions.CONFIG).map(ConfigFile::read).orElse(Map.of());
  }

  private Set<String> optionNames() {
    return Set.copyOf(action.options().stream().map(Setting::name).toList());
  }
}
