package io.sequent.common.study;

import io.sequent.common.UserError;
import io.sequent.common.config.YamlNode;
import io.sequent.common.task.Presets;
import io.sequent.common.task.Task;
import io.sequent.common.train.TrainingSettings;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads what a study file says of one task: data, metrics, settings, rows, references. */
final class StudyPart {
  private static final String PRESET = "preset";

  static final List<String> KEYS =
      List.of(
          "task",
          "data",
          "about",
          PRESET,
          "metric",
          "columns",
          "seeds",
          "base",
          "rows",
          "axes",
          "references");

  private final YamlNode node;
  private final Map<String, YamlNode> fields;
  private final Set<String> rowNames;
  private final Task<?, ?> task;
  private final StudySettings settings;

  /**
   * @param fields those of {@code node}
   * @param rowNames names that rows of the file have already; gets those of this part
   */
  StudyPart(
      YamlNode node,
      Map<String, YamlNode> fields,
      Function<String, Task<?, ?>> tasks,
      Set<String> rowNames) {
    this.node = node;
    this.fields = fields;
    this.rowNames = rowNames;
    this.task = task(tasks);
    this.settings = new StudySettings(task);
  }

  private Task<?, ?> task(Function<String, Task<?, ?>> tasks) {
    YamlNode named =
        field("task").orElseThrow(() -> node.place().error("names no task, expected 'task: ...'"));
    try {
      return tasks.apply(named.plain("task"));
    } catch (UserError e) {
      throw named.place().error(String.valueOf(e.getMessage()));
    }
  }

  /** The task's name. */
  String task() {
    return task.name();
  }

  /**
   * The study.
   *
   * @param name the file's
   * @param part the part's, empty for the only one
   * @param about what the file says of all parts
   * @param usualSeeds where the part names none
   * @param overview of all parts
   */
  Study study(
      String name,
      String part,
      String title,
      String about,
      List<Long> usualSeeds,
      Study.Overview overview) {
    Map<String, String> base = base();
    String metric =
        field("metric")
            .map(n -> StudySettings.selecting(n.plain("metric"), n.place()::error))
            .orElseGet(() -> base.getOrDefault(TrainingSettings.METRIC.name(), settings.metric()));
    List<String> columns = field("columns").map(StudyPart::columns).orElse(List.of(metric));
    List<StudyRow> rows = rows();
    return new Study(
        name,
        part,
        title,
        task.name(),
        field("data").map(n -> n.line("data")).orElse(""),
        Stream.of(about, field("about").map(n -> n.plain("about").strip()).orElse(""))
            .filter(text -> !text.isEmpty())
            .collect(Collectors.joining(" ")),
        metric,
        columns,
        field("seeds").map(StudyPart::seeds).orElse(usualSeeds),
        base,
        rows,
        field("references")
            .map(n -> ReferenceNodes.references(n, rows, columns))
            .orElse(References.NONE),
        overview);
  }

  /** The preset's values, then those of {@code base}. */
  private Map<String, String> base() {
    Map<String, String> base = new LinkedHashMap<>();
    field(PRESET).ifPresent(n -> base.putAll(preset(n)));
    field("base").ifPresent(n -> base.putAll(values(n, "base")));
    return base;
  }

  private Map<String, String> preset(YamlNode named) {
    try {
      return Presets.named(task, named.plain(PRESET)).values();
    } catch (UserError e) {
      throw named.place().error(String.valueOf(e.getMessage()));
    }
  }

  /** The values of a row's preset that {@code base} does not override. */
  private Map<String, String> rowPreset(YamlNode named) {
    if (field(PRESET).isPresent()) {
      throw named.place().error("preset: the study has one too, expected only one of them");
    }
    Map<String, String> values = new LinkedHashMap<>(preset(named));
    values.keySet().removeAll(base().keySet());
    return values;
  }

  /** Seeds as a study names them: a list, or how many. */
  static List<Long> seeds(YamlNode node) {
    return node instanceof YamlNode.Items list
        ? Seeds.listed(
            list.items().stream().map(item -> item.plain("seeds")).toList(), node.place()::error)
        : Seeds.count(node.plain("seeds"), node.place()::error);
  }

  private static List<String> columns(YamlNode node) {
    Set<String> columns = new LinkedHashSet<>();
    for (YamlNode item : node.items("columns")) {
      String column = StudySettings.shown(item.plain("columns"), item.place()::error);
      if (!columns.add(column)) {
        throw item.place().error("column '" + column + "' is given twice");
      }
    }
    if (columns.isEmpty()) {
      throw node.place().error("columns: the list is empty, expected at least one metric");
    }
    return List.copyOf(columns);
  }

  private List<StudyRow> rows() {
    Map<String, StudyRow> rows = new LinkedHashMap<>();
    field("rows").ifPresent(list -> list.items("rows").forEach(n -> add(rows, row(n), n.place())));
    field("axes")
        .ifPresent(
            n -> StudyRow.combinations(axes(n, "axes")).forEach(row -> add(rows, row, n.place())));
    if (rows.isEmpty()) {
      throw node.place().error("the study has no rows, expected 'rows' or 'axes'");
    }
    return List.copyOf(rows.values());
  }

  private void add(Map<String, StudyRow> rows, StudyRow row, YamlNode.Place place) {
    if (!rowNames.add(row.name())) {
      throw place.error("a second row is named '" + row.name() + "'");
    }
    rows.put(row.name(), row);
  }

  private StudyRow row(YamlNode row) {
    Map<String, YamlNode> parts =
        row.fields("row", List.of("name", PRESET, "set", "tune", "needs"));
    String name =
        Optional.ofNullable(parts.get("name"))
            .map(n -> n.line("name"))
            .orElseThrow(() -> row.place().error("a row without name, expected 'name: ...'"));
    Map<String, String> set = new LinkedHashMap<>();
    Optional.ofNullable(parts.get(PRESET)).ifPresent(n -> set.putAll(rowPreset(n)));
    Optional.ofNullable(parts.get("set")).ifPresent(n -> set.putAll(values(n, "set")));
    Map<String, List<String>> tune =
        Optional.ofNullable(parts.get("tune")).map(n -> axes(n, "tune")).orElse(Map.of());
    for (String tuned : tune.keySet()) {
      if (set.containsKey(tuned)) {
        throw row.place()
            .error("setting '" + tuned + "' is set and tuned, expected only one of them");
      }
    }
    String needs = Optional.ofNullable(parts.get("needs")).map(n -> n.line("needs")).orElse("");
    return new StudyRow(name, set, tune, needs);
  }

  private Map<String, String> values(YamlNode named, String what) {
    Map<String, String> values = new LinkedHashMap<>();
    named
        .fields(what)
        .forEach(
            (name, value) -> {
              String text = value.text("setting '" + name + "'");
              settings.parse(name, text, value.place()::error);
              values.put(name, text);
            });
    return values;
  }

  private Map<String, List<String>> axes(YamlNode named, String what) {
    Map<String, List<String>> axes = new LinkedHashMap<>();
    named
        .fields(what)
        .forEach(
            (name, list) -> {
              String setting = "setting '" + name + "'";
              List<String> values =
                  list.items(setting).stream().map(value -> value.text(setting)).toList();
              settings.checkAxis(name, values, list.place()::error);
              axes.put(name, values);
            });
    if (axes.isEmpty()) {
      throw named.place().error(what + ": no settings, expected 'setting: [values]'");
    }
    return axes;
  }

  private Optional<YamlNode> field(String name) {
    return Optional.ofNullable(fields.get(name));
  }
}
