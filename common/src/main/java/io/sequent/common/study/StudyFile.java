package io.sequent.common.study;

import io.sequent.common.UserError;
import io.sequent.common.config.Config;
import io.sequent.common.config.YamlFile;
import io.sequent.common.config.YamlNode;
import io.sequent.common.task.Task;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A study in a YAML file:
 *
 * <pre>{@code
 * title: Stocks, recurrent cells   # the file's name if left out
 * task: stocks
 * about: what is to be known
 * metric: mse                      # of validation; the task's own if left out
 * columns: [mse, mape]             # of test; the metric if left out
 * seeds: [42, 43, 44]              # or 3: so many from 42 on; one if left out
 * base: {split: random}
 * rows:
 *   - name: LSTM
 *     set: {cell: lstm}
 *   - name: SGD
 *     set: {optimizer: sgd}
 *     tune: {learning-rate: [1e-2, 1e-1]}
 * axes: {cell: [rnn, gru], optimizer: [adam, sgd]}   # rows "rnn, adam", "rnn, sgd", ...
 * references:
 *   source: whose figures
 *   rows:
 *     LSTM: {mse: 86.85, note: stopped at epoch 13}
 * }</pre>
 *
 * <p>A study has rows, axes or both. Values of settings are written as in a configuration file.
 */
public final class StudyFile {
  private static final List<String> KEYS =
      List.of(
          "title",
          "task",
          "about",
          "metric",
          "columns",
          "seeds",
          "base",
          "rows",
          "axes",
          "references");
  private static final String NOTE = "note";

  private final YamlNode root;
  private final Map<String, YamlNode> fields;
  private final Task<?, ?> task;
  private final RowSettings settings;

  private StudyFile(YamlNode root, Task<?, ?> task) {
    this.root = root;
    this.fields = root.fields("study", KEYS);
    this.task = task;
    this.settings = new RowSettings(task);
  }

  /**
   * Reads a study.
   *
   * @param tasks gives the task of a name, or throws a {@link UserError}
   * @throws UserError for anything that is not as it should be, with its line
   */
  public static Study read(Path file, Function<String, Task<?, ?>> tasks) {
    YamlNode root = YamlFile.read(file, "a study");
    YamlNode named =
        field(root.fields("study", KEYS), "task")
            .orElseThrow(() -> root.place().error("names no task, expected 'task: ...'"));
    Task<?, ?> task;
    try {
      task = tasks.apply(named.plain("task"));
    } catch (UserError e) {
      throw named.place().error(String.valueOf(e.getMessage()));
    }
    String name = String.valueOf(file.getFileName()).replaceFirst("\\.ya?ml$", "");
    return new StudyFile(root, task).study(name);
  }

  private Study study(String name) {
    Map<String, String> base = field("base").map(n -> values(n, "base")).orElse(Map.of());
    String metric =
        field("metric")
            .map(n -> StudyMetrics.choosing(n.plain("metric"), n.place()::error))
            .orElseGet(settings::metric);
    List<String> columns = field("columns").map(this::columns).orElse(List.of(metric));
    List<StudyRow> rows = rows();
    return new Study(
        name,
        field("title").map(n -> oneLine(n, "title")).orElse(name),
        task.name(),
        field("about").map(n -> n.plain("about").strip()).orElse(""),
        metric,
        columns,
        field("seeds").map(this::seeds).orElseGet(Seeds::usual),
        base,
        rows,
        field("references").map(n -> references(n, rows, columns)).orElse(References.NONE));
  }

  private List<Long> seeds(YamlNode node) {
    return node instanceof YamlNode.Items list
        ? Seeds.listed(
            list.items().stream().map(item -> item.plain("seeds")).toList(), node.place()::error)
        : Seeds.count(node.plain("seeds"), node.place()::error);
  }

  private List<String> columns(YamlNode node) {
    Set<String> columns = new LinkedHashSet<>();
    for (YamlNode item : node.items("columns")) {
      String column = StudyMetrics.shown(item.plain("columns"), item.place()::error);
      if (!columns.add(column)) {
        throw item.place().error("column '" + column + "' is there twice");
      }
    }
    if (columns.isEmpty()) {
      throw node.place().error("columns: the list is empty, expected at least one metric");
    }
    return List.copyOf(columns);
  }

  private List<StudyRow> rows() {
    Map<String, StudyRow> rows = new LinkedHashMap<>();
    field("rows")
        .ifPresent(list -> list.items("rows").forEach(node -> add(rows, row(node), node.place())));
    field("axes")
        .ifPresent(
            node -> Axes.rows(axes(node, "axes")).forEach(row -> add(rows, row, node.place())));
    if (rows.isEmpty()) {
      throw root.place().error("the study has no rows, expected 'rows' or 'axes'");
    }
    return List.copyOf(rows.values());
  }

  private static void add(Map<String, StudyRow> rows, StudyRow row, YamlNode.Place place) {
    if (rows.put(row.name(), row) != null) {
      throw place.error("a second row is named '" + row.name() + "'");
    }
  }

  private StudyRow row(YamlNode node) {
    Map<String, YamlNode> parts = node.fields("row", List.of("name", "set", "tune"));
    String name =
        field(parts, "name")
            .map(n -> oneLine(n, "name"))
            .orElseThrow(() -> node.place().error("a row without name, expected 'name: ...'"));
    Map<String, String> set = field(parts, "set").map(n -> values(n, "set")).orElse(Map.of());
    Map<String, List<String>> tune =
        field(parts, "tune").map(n -> axes(n, "tune")).orElse(Map.of());
    for (String tuned : tune.keySet()) {
      if (set.containsKey(tuned)) {
        throw node.place().error("setting '" + tuned + "' is set and tuned, expected one of both");
      }
    }
    return new StudyRow(name, set, tune);
  }

  private Map<String, String> values(YamlNode node, String what) {
    Map<String, String> values = new LinkedHashMap<>();
    node.fields(what)
        .forEach(
            (name, value) -> {
              String text = value.text("setting '" + name + "'");
              settings.parse(name, text, value.place()::error);
              values.put(name, text);
            });
    return values;
  }

  private Map<String, List<String>> axes(YamlNode node, String what) {
    Map<String, List<String>> axes = new LinkedHashMap<>();
    node.fields(what)
        .forEach(
            (name, list) -> {
              String setting = "setting '" + name + "'";
              List<String> values =
                  list.items(setting).stream().map(value -> value.text(setting)).toList();
              settings.checkAxis(name, values, list.place()::error);
              axes.put(name, values);
            });
    if (axes.isEmpty()) {
      throw node.place().error(what + ": no settings, expected 'setting: [values]'");
    }
    return axes;
  }

  private static References references(YamlNode node, List<StudyRow> rows, List<String> columns) {
    Map<String, YamlNode> parts = node.fields("references", List.of("source", "rows"));
    YamlNode source =
        field(parts, "source")
            .orElseThrow(
                () -> node.place().error("references without source, expected 'source: ...'"));
    List<String> names = rows.stream().map(StudyRow::name).toList();
    Map<String, Reference> references = new LinkedHashMap<>();
    field(parts, "rows")
        .orElse(node)
        .fields("rows")
        .forEach(
            (name, row) -> {
              if (!names.contains(name)) {
                throw row.place().error(Config.unknown("row", name, names));
              }
              references.put(name, reference(row, columns));
            });
    return new References(oneLine(source, "source"), references);
  }

  private static Reference reference(YamlNode row, List<String> columns) {
    Map<String, Double> figures = new LinkedHashMap<>();
    List<String> known = new ArrayList<>(columns);
    known.add(NOTE);
    Map<String, YamlNode> parts = row.fields("reference", known);
    parts.forEach(
        (name, part) -> {
          if (!name.equals(NOTE)) {
            figures.put(name, figure(name, part));
          }
        });
    return new Reference(figures, field(parts, NOTE).map(n -> n.plain(NOTE).strip()).orElse(""));
  }

  private static double figure(String metric, YamlNode node) {
    String text = node.plain(metric);
    try {
      return new BigDecimal(text).doubleValue();
    } catch (NumberFormatException e) {
      throw node.place().error(metric + ": '" + text + "' is no number");
    }
  }

  private static String oneLine(YamlNode node, String what) {
    String text = node.plain(what).strip();
    if (text.isEmpty() || text.chars().anyMatch(Character::isISOControl)) {
      throw node.place().error(what + ": expected one line of text");
    }
    return text;
  }

  private Optional<YamlNode> field(String name) {
    return field(fields, name);
  }

  private static Optional<YamlNode> field(Map<String, YamlNode> fields, String name) {
    return Optional.ofNullable(fields.get(name));
  }
}
