package io.sequent.common.tune;

import io.sequent.common.UserError;
import io.sequent.common.config.CommonSettings;
import io.sequent.common.config.Config;
import io.sequent.common.config.Setting;
import io.sequent.common.config.YamlFile;
import io.sequent.common.config.YamlNode;
import io.sequent.common.task.Presets;
import io.sequent.common.task.Task;
import io.sequent.common.task.TaskSettings;
import io.sequent.common.train.TrainingSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A space in a YAML file:
 *
 * <pre>{@code
 * title: News, small networks      # the file's name if left out
 * objective: accuracy              # validation metric; the task's own if left out
 * preset: fast                     # base overrides its values
 * base: {epochs: 4}
 * space:
 *   hidden: {int: [32, 256], step: 32}
 *   learning-rate: {float: [1e-4, 1e-2], log: true}
 *   dropout: {float: [0, 0.5], points: 6}
 *   cell: {choice: [lstm, gru]}
 *   pooling: {choice: [max, attention]}
 *   attention-size: {choice: [32, 64], when: {pooling: attention}}
 * }</pre>
 */
final class SpaceFile {
  private static final List<String> KEYS = List.of("title", "objective", "preset", "base", "space");

  /** Settings that are the same in all trials, and where to give them instead. */
  private static final Map<String, String> OF_THE_SEARCH =
      Map.of(
          TrainingSettings.METRIC.name(), "'objective'",
          TrainingSettings.EPOCHS.name(), "'base', for epochs are what a search spends",
          CommonSettings.SEED.name(), "'base', and more seeds by executions=");

  private final String name;
  private final YamlNode root;
  private final Map<String, YamlNode> fields;
  private final Task<?, ?> task;
  private final Config defaults;

  private SpaceFile(Path file, YamlNode root, Task<?, ?> task) {
    this.name = String.valueOf(file.getFileName()).replaceFirst("\\.ya?ml$", "");
    this.root = root;
    this.fields = root.fields("space", KEYS);
    this.task = task;
    this.defaults = TaskSettings.defaults(task);
  }

  /**
   * Reads a space.
   *
   * @throws UserError for a mistake in the file, with its line
   */
  static Space read(Path file, Task<?, ?> task) {
    return new SpaceFile(file, YamlFile.read(file, "a space"), task).space();
  }

  /** The task's own space, {@code spaces/<task>.yaml} on the class path; empty if it has none. */
  static Optional<Space> shipped(Task<?, ?> task) throws IOException {
    Path file = Path.of("spaces", task.name() + ".yaml");
    try (InputStream in = SpaceFile.class.getResourceAsStream("/spaces/" + task.name() + ".yaml")) {
      if (in == null) {
        return Optional.empty();
      }
      String yaml = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Optional.of(new SpaceFile(file, YamlFile.parse(file, yaml), task).space());
    }
  }

  private Space space() {
    Map<String, String> base = base();
    YamlNode searched =
        field("space").orElseThrow(() -> root.place().error("has no space, expected 'space: ...'"));
    Map<String, YamlNode> nodes = searched.fields("space");
    if (nodes.isEmpty()) {
      throw searched.place().error("space: no settings, expected 'setting: {int: [32, 256]}'");
    }
    Map<String, Dimension> dimensions = new LinkedHashMap<>();
    nodes.forEach((setting, node) -> dimensions.put(setting, dimension(setting, node)));
    return new Space(
        name,
        field("title").map(node -> node.line("title")).orElse(name),
        field("objective").map(node -> node.line("objective")).orElse(""),
        base,
        new Conditions(dimensions, base).ordered());
  }

  /** The preset's values, then those of {@code base}. */
  private Map<String, String> base() {
    Map<String, String> base = new LinkedHashMap<>();
    field("preset").ifPresent(node -> base.putAll(preset(node)));
    base.remove(TrainingSettings.METRIC.name()); // The objective replaces it.
    field("base")
        .ifPresent(
            node ->
                node.fields("base")
                    .forEach(
                        (setting, value) -> {
                          if (setting.equals(TrainingSettings.METRIC.name())) {
                            throw ofTheSearch(setting, value);
                          }
                          String text = value.text("setting '" + setting + "'");
                          base.put(setting, normal(setting, text, value));
                        }));
    return base;
  }

  private Map<String, String> preset(YamlNode node) {
    Map<String, String> values = new LinkedHashMap<>();
    try {
      Presets.named(task, node.plain("preset"))
          .values()
          .forEach((setting, value) -> values.put(setting, normal(setting, value, node)));
    } catch (UserError e) {
      throw node.place().error(String.valueOf(e.getMessage()));
    }
    return values;
  }

  private Dimension dimension(String setting, YamlNode node) {
    if (OF_THE_SEARCH.containsKey(setting)) {
      throw ofTheSearch(setting, node);
    }
    DomainNode values = new DomainNode(node, setting(setting, node));
    Map<String, List<String>> when = new LinkedHashMap<>();
    Optional.ofNullable(values.fields().get(DomainNode.WHEN))
        .ifPresent(
            conditions ->
                conditions
                    .fields(DomainNode.WHEN)
                    .forEach((other, taken) -> when.put(other, taken(other, taken))));
    if (field("base").map(given -> has(given, setting)).orElse(false)) {
      throw node.place().error("setting '" + setting + "' is in 'base' and in 'space'");
    }
    return new Dimension(setting, values.domain(), when, node.place());
  }

  private static boolean has(YamlNode base, String setting) {
    return base.fields("base").containsKey(setting);
  }

  private List<String> taken(String setting, YamlNode node) {
    List<YamlNode> values = node instanceof YamlNode.Items list ? list.items() : List.of(node);
    if (values.isEmpty()) {
      throw node.place().error("when: no values of '" + setting + "', expected at least one");
    }
    return values.stream()
        .map(value -> normal(setting, value.plain("setting '" + setting + "'"), value))
        .toList();
  }

  private Setting<?> setting(String setting, YamlNode node) {
    try {
      return defaults.setting(setting);
    } catch (UserError e) {
      throw node.place().error(String.valueOf(e.getMessage()));
    }
  }

  private String normal(String setting, String value, YamlNode node) {
    try {
      return setting(setting, node).normal(value);
    } catch (UserError e) {
      throw node.place().error(String.valueOf(e.getMessage()));
    }
  }

  private static UserError ofTheSearch(String setting, YamlNode node) {
    return node.place()
        .error(
            "'%s' is the same in all trials, expected it in %s"
                .formatted(setting, OF_THE_SEARCH.get(setting)));
  }

  private Optional<YamlNode> field(String key) {
    return Optional.ofNullable(fields.get(key));
  }
}
