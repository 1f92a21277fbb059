package io.sequent.common.cli;

import io.sequent.common.action.Action;
import io.sequent.common.action.Request;
import io.sequent.common.action.RunOptions;
import io.sequent.common.config.Setting;
import io.sequent.common.task.Presets;
import io.sequent.common.task.Task;
import io.sequent.common.task.Tasks;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToIntFunction;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * The command line of the packaged jar: {@code sequent ACTION TASK --setting value}. The commands
 * and options are made from the actions, the tasks found and their settings, so help is never out
 * of step.
 */
final class CommandLineParser {
  private final ToIntFunction<Request> handler;

  /**
   * @param handler carries out a request and returns the exit status
   */
  CommandLineParser(ToIntFunction<Request> handler) {
    this.handler = handler;
  }

  /** Parses and carries out. Help prints to {@code out}; a mistake is one line on {@code err}. */
  int execute(String[] arguments, PrintWriter out, PrintWriter err) {
    CommandSpec root =
        command("sequent", "Train, evaluate and use sequence models on Deeplearning4j.");
    for (Action action : Action.values()) {
      CommandSpec verb = command(Setting.label(action), sentence(action.summary()));
      if (action.needsTask()) {
        for (Task<?, ?> task : Tasks.all()) {
          CommandSpec leaf = command(task.name(), sentence(task.description().summary()));
          action.options(task).forEach(setting -> leaf.addOption(option(setting)));
          if (action.options().contains(RunOptions.PRESET)) {
            leaf.usageMessage().footer(presets(task));
          }
          verb.addSubcommand(task.name(), leaf);
        }
      } else {
        action.options().forEach(setting -> verb.addOption(option(setting)));
      }
      root.addSubcommand(Setting.label(action), verb);
    }
    return new CommandLine(root)
        .setOut(out)
        .setErr(err)
        .setExecutionStrategy(this::run)
        .setParameterExceptionHandler(
            (e, args) -> {
              err.println(
                  "error: " + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
              CommandLine.UnmatchedArgumentException.printSuggestions(e, err);
              return Main.USER_ERROR;
            })
        .execute(arguments);
  }

  private int run(ParseResult result) {
    Integer help = CommandLine.executeHelpRequest(result);
    if (help != null) {
      return help;
    }
    ParseResult verb = result.subcommand();
    ParseResult leaf = verb == null ? null : verb.subcommand();
    if (verb == null || (leaf == null && verb.commandSpec().subcommands().size() > 0)) {
      CommandLine incomplete = (verb == null ? result : verb).commandSpec().commandLine();
      incomplete.usage(incomplete.getErr());
      return Main.USER_ERROR;
    }
    Map<String, String> given = new LinkedHashMap<>();
    for (OptionSpec option : (leaf == null ? verb : leaf).matchedOptions()) {
      given.put(option.longestName().substring(2), option.getValue());
    }
    String task = leaf == null ? "" : leaf.commandSpec().name();
    return handler.applyAsInt(new Request(Action.named(verb.commandSpec().name()), task, given));
  }

  private static CommandSpec command(String name, String description) {
    CommandSpec spec = CommandSpec.create().name(name);
    spec.mixinStandardHelpOptions(true);
    spec.version("sequent " + Version.current());
    spec.usageMessage().description(description).abbreviateSynopsis(true).sortOptions(false);
    spec.usageMessage().width(100);
    return spec;
  }

  /** The task's presets, a line each. */
  private static String[] presets(Task<?, ?> task) {
    return Presets.of(task).stream()
        .map(preset -> sentence(preset.describe()).replace("%", "%%"))
        .toArray(String[]::new);
  }

  private static OptionSpec option(Setting<?> setting) {
    boolean flag = setting.defaultValue() instanceof Boolean;
    String defaultText =
        setting.defaultText().isEmpty() ? "" : ", default " + setting.defaultText();
    // Picocli formats descriptions; a per cent sign of ours is meant literally.
    String description =
        (sentence(setting.help()) + " (" + setting.range() + defaultText + ")").replace("%", "%%");
    return OptionSpec.builder("--" + setting.name())
        .type(String.class)
        .arity(flag ? "0..1" : "1")
        .fallbackValue(flag ? "true" : "")
        .paramLabel(flag ? "BOOL" : "VALUE")
        .description(description)
        .build();
  }

  private static String sentence(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }
}
