package io.sequent.common.cli;

import io.sequent.common.config.Config;
import io.sequent.common.config.Setting;
import io.sequent.common.run.RunFolder;
import io.sequent.common.task.Presets;
import io.sequent.common.task.Task;
import io.sequent.common.task.Tasks;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Stack;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The command line of the packaged jar: {@code sequent ACTION TASK --setting value}, or {@code
 * sequent ACTION RUN --setting value} for actions on finished runs, which know their task. The
 * commands and options are made from the actions, the tasks found and their settings, so help
 * always matches them.
 */
final class CommandLineParser {
  private static final String RUN = "RUN";

  private final ToIntFunction<Request> handler;

  /**
   * @param handler carries out a request and returns the exit status
   */
  CommandLineParser(ToIntFunction<Request> handler) {
    this.handler = handler;
  }

  /** Parses and carries out. Help prints to {@code out}; a mistake is one line on {@code err}. */
  int execute(String[] arguments, PrintWriter out, PrintWriter err) {
    return new CommandLine(root(named(arguments)))
        .setOut(out)
        .setErr(err)
        .setExecutionStrategy(this::run)
        .setParameterExceptionHandler(
            (e, args) -> {
              err.println("error: " + problem(e));
              return Main.USER_ERROR;
            })
        .execute(arguments);
  }

  /**
   * The actions that a call can be of. The options of all tasks for all actions are thousands,
   * which every start would wait for.
   */
  private static Predicate<Action> named(String[] arguments) {
    List<String> words = List.of(arguments);
    // What stands in such a file is not known yet.
    boolean hasFile = words.stream().anyMatch(word -> word.startsWith("@"));
    return action -> hasFile || words.contains(action.name());
  }

  /**
   * All commands: each action, below it the tasks, with their options.
   *
   * @param whole which actions are to have more than name and summary
   */
  static CommandSpec root(Predicate<Action> whole) {
    CommandSpec root =
        command("sequent", "Train, evaluate and use sequence models on Deeplearning4j.");
    for (Action action : Actions.all()) {
      CommandSpec verb = command(action.name(), sentence(action.summary()));
      if (whole.test(action)) {
        complete(verb, action);
      }
      root.addSubcommand(action.name(), verb);
    }
    return root;
  }

  private static void complete(CommandSpec verb, Action action) {
    if (!action.needsTask()) {
      addOptions(verb, action.options());
      if (action.takesRuns()) {
        verb.addPositional(runs("A finished run or a task, for its latest run"));
      }
      return;
    }
    for (Task<?, ?> task : Tasks.all()) {
      CommandSpec leaf = command(task.name(), sentence(task.description().summary()));
      for (Setting<?> setting : action.options(task)) {
        leaf.addOption(option(setting, CompletionAction.values(setting, task)));
      }
      if (action.acceptsPreset()) {
        leaf.usageMessage().footer(presets(task));
      }
      verb.addSubcommand(task.name(), leaf);
    }
    if (action.takesRuns()) {
      addRuns(verb, action);
    }
  }

  /** Runs in the place of a task, with what can be given for any task. */
  private static void addRuns(CommandSpec verb, Action action) {
    verb.addPositional(
        runs(
            "A finished run in the place of a task: its folder, its model.zip or its name under"
                + " runs/"));
    Map<String, Setting<?>> settings = new LinkedHashMap<>();
    for (Task<?, ?> task : Tasks.all()) {
      action.options(task).forEach(setting -> settings.putIfAbsent(setting.name(), setting));
    }
    addOptions(verb, settings.values());
  }

  private static void addOptions(CommandSpec verb, Collection<Setting<?>> settings) {
    for (Setting<?> setting : settings) {
      verb.addOption(option(setting, CompletionAction.values(setting)));
    }
  }

  private static PositionalParamSpec runs(String description) {
    return PositionalParamSpec.builder()
        .index("0..*")
        .arity("0..*")
        .type(List.class)
        .auxiliaryTypes(String.class)
        .paramLabel(RUN)
        .description(description)
        .build();
  }

  private int run(ParseResult result) {
    Integer help = CommandLine.executeHelpRequest(result);
    if (help != null) {
      return help;
    }
    ParseResult verb = result.subcommand();
    ParseResult leaf = verb == null ? null : verb.subcommand();
    List<String> runs = verb == null || leaf != null ? List.of() : runs(verb);
    boolean namesRuns =
        !runs.isEmpty() || (verb != null && verb.hasMatchedOption(RunOptions.RUN.name()));
    if (verb == null
        || (leaf == null && verb.commandSpec().subcommands().size() > 0 && !namesRuns)) {
      CommandLine incomplete = (verb == null ? result : verb).commandSpec().commandLine();
      incomplete.usage(incomplete.getErr());
      return Main.USER_ERROR;
    }
    Map<String, String> given = new LinkedHashMap<>();
    for (OptionSpec option : (leaf == null ? verb : leaf).matchedOptions()) {
      given.put(name(option), option.getValue());
    }
    String task = leaf == null ? "" : leaf.commandSpec().name();
    if (!runs.isEmpty()) {
      given.put(RunOptions.RUN.name(), String.join(",", runs));
    }
    return handler.applyAsInt(new Request(Actions.named(verb.commandSpec().name()), task, given));
  }

  /**
   * The runs in the place of a task.
   *
   * @throws ParameterException if one is no folder, or runs are named twice
   */
  private static List<String> runs(ParseResult verb) {
    if (verb.matchedPositionals().isEmpty()) {
      return List.of();
    }
    List<String> runs = verb.matchedPositionals().get(0).getValue();
    CommandSpec command = verb.commandSpec();
    for (String run : command.subcommands().isEmpty() ? List.<String>of() : runs) {
      if (Files.notExists(RunFolder.locate(Path.of(run)))) {
        throw new ParameterException(
            command.commandLine(),
            Config.unknown("run or task", run, command.subcommands().keySet()));
      }
    }
    if (verb.hasMatchedOption(RunOptions.RUN.name())) {
      throw new ParameterException(
          command.commandLine(),
          "setting 'run': '%s' is named already, expected runs in one place"
              .formatted(runs.get(0)));
    }
    return runs;
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

  /**
   * @param values those that completion proposes
   */
  private static OptionSpec option(Setting<?> setting, List<String> values) {
    boolean flag = setting.defaultValue() instanceof Boolean;
    String defaultText =
        setting.defaultText().isEmpty() ? "" : ", default " + setting.defaultText();
    // Picocli formats descriptions; a per cent sign of ours is meant literally.
    String description =
        (sentence(setting.help()) + " (" + setting.range() + defaultText + ")").replace("%", "%%");
    return OptionSpec.builder("--" + setting.name())
        .type(String.class)
        .preprocessor(flag ? CommandLineParser::trueUnlessGiven : (rest, spec, arg, info) -> false)
        .arity(flag ? "0..1" : "1")
        .fallbackValue(flag ? "true" : "")
        .paramLabel(flag ? "BOOL" : values.isEmpty() ? "VALUE" : label(setting))
        .completionCandidates(values.isEmpty() ? null : values)
        .description(description)
        .build();
  }

  /** Of its own, for picocli's completion tells lists of values apart by it. */
  private static String label(Setting<?> setting) {
    return setting.name().toUpperCase(Locale.ROOT).replace('-', '_');
  }

  /** A flag that is followed by another option has no value: even if that option is unknown. */
  private static boolean trueUnlessGiven(
      Stack<String> rest, CommandSpec command, ArgSpec flag, Map<String, Object> info) {
    if (!"=".equals(info.get("separator")) && !rest.isEmpty() && rest.peek().startsWith("-")) {
      rest.push("true");
    }
    return false;
  }

  /** What is wrong, in one line. */
  private static String problem(ParameterException e) {
    CommandSpec command = e.getCommandLine().getCommandSpec();
    if (e instanceof MissingParameterException missing
        && missing.getMissing().get(0) instanceof OptionSpec option) {
      return "setting '%s' has no value, expected %s=VALUE"
          .formatted(name(option), option.longestName());
    }
    if (!(e instanceof UnmatchedArgumentException unmatched)) {
      return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
    String argument = unmatched.getUnmatched().get(0);
    boolean isOption = argument.startsWith("-");
    if (command.subcommands().isEmpty() || !command.positionalParameters().isEmpty()) {
      return isOption
          ? Config.unknown(
              "setting",
              argument.replaceFirst("^-+", "").replaceFirst("=.*", ""),
              command.options().stream().map(CommandLineParser::name).toList())
          : "unexpected '" + argument + "', expected settings as --name=value";
    }
    boolean isRoot = command.parent() == null;
    return isOption
        ? "unexpected '%s', expected --name=value behind %s"
            .formatted(argument, isRoot ? "the action" : "the task")
        : Config.unknown(isRoot ? "action" : "task", argument, command.subcommands().keySet());
  }

  private static String name(OptionSpec option) {
    return option.longestName().substring(2);
  }

  private static String sentence(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }
}
