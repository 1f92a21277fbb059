package io.sequent.common.cli;

import io.sequent.common.UserError;
import io.sequent.common.config.Setting;
import io.sequent.common.task.Presets;
import io.sequent.common.task.Presets.Preset;
import io.sequent.common.task.Task;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import picocli.AutoComplete;
import picocli.CommandLine;

/** Prints the script by which bash and zsh complete actions, tasks, settings and their values. */
final class CompletionAction {
  static final Action ACTION =
      new GeneralAction(
          "completion",
          "print the script for completion in bash and zsh: source <(sequent completion)",
          List.of(),
          (request, console) -> console.out().print(script()));

  private CompletionAction() {}

  private static String script() {
    CommandLine commands = new CommandLine(CommandLineParser.root(action -> true));
    return AutoComplete.bash(commands.getCommandName(), commands) + wordsAsShellsSplitThem();
  }

  private static String wordsAsShellsSplitThem() {
    try (InputStream in = CompletionAction.class.getResourceAsStream("completion.bash")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The values of a task's option that can be listed; none if it takes numbers or any text. */
  static List<String> values(Setting<?> setting, Task<?, ?> task) {
    if (!setting.equals(RunOptions.PRESET)) {
      return values(setting);
    }
    Stream<String> presets = Presets.of(task).stream().map(Preset::name);
    return Stream.concat(presets, Stream.of(Presets.NONE)).toList();
  }

  /** The values of an option that can be listed; none if it takes numbers or any text. */
  static List<String> values(Setting<?> setting) {
    Object value = setting.defaultValue();
    if (value instanceof List<?> several && !several.isEmpty()) {
      value = several.get(0);
    }
    if (value instanceof Boolean) {
      return List.of("true", "false");
    }
    return value instanceof Enum<?> constant
        ? Stream.of(constant.getDeclaringClass().getEnumConstants())
            .map(Setting::label)
            .filter(label -> accepts(setting, label))
            .toList()
        : List.of();
  }

  private static boolean accepts(Setting<?> setting, String value) {
    try {
      setting.parse(value);
      return true;
    } catch (UserError e) {
      return false;
    }
  }
}
