package io.sequent.common.schema;

import static io.sequent.common.schema.JsonSchema.described;
import static io.sequent.common.schema.JsonSchema.line;
import static io.sequent.common.schema.JsonSchema.list;
import static io.sequent.common.schema.JsonSchema.object;
import static io.sequent.common.schema.JsonSchema.only;
import static io.sequent.common.schema.JsonSchema.plain;
import static io.sequent.common.schema.JsonSchema.ref;
import static io.sequent.common.schema.JsonSchema.required;
import static io.sequent.common.schema.JsonSchema.schema;
import static io.sequent.common.schema.JsonSchema.set;
import static io.sequent.common.schema.JsonSchema.type;
import static io.sequent.common.schema.JsonSchema.where;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sequent.common.config.CommonSettings;
import io.sequent.common.task.Task;
import io.sequent.common.train.TrainingSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The schema of a study file. That names and runs are not there twice, and that figures are of rows
 * that there are, only reading finds out.
 */
public final class StudySchema {
  private static final String TASK = "task";
  private static final String PRESET = "preset";
  private static final String ROWS = "rows";
  private static final String AXES = "axes";
  private static final String PARTS = "parts";
  private static final String OF_ONE_TASK = "study-of-one-task";

  /** What may stand beside {@code parts}. */
  private static final List<String> OF_ALL = List.of("title", "about", "seeds", "overview", PARTS);

  /** What is the same in all rows. */
  private static final List<String> OF_THE_STUDY =
      List.of(CommonSettings.SEED.name(), TrainingSettings.METRIC.name());

  private final TaskDefinitions definitions;

  private StudySchema(List<Task<?, ?>> tasks) {
    this.definitions = TaskDefinitions.of(tasks);
  }

  /** The schema as the text of a file. */
  public static String of(List<Task<?, ?>> tasks) {
    return JsonSchema.text(new StudySchema(tasks).file());
  }

  private ObjectNode file() {
    ObjectNode file =
        JsonSchema.file(
            "Sequent study",
            "Trainings whose results stand in one table; docs/studies.md says how it is run.");
    Map<String, ObjectNode> fields = new LinkedHashMap<>();
    fields.put("title", described("the head of the table; the file's name if left out", line()));
    fields.put(
        "overview",
        described(
            "which rows the overview of all studies has",
            JsonSchema.oneOf(List.of("best", "rows"))));
    fields.put(PARTS, described("tables of their own", list(part()).put("minItems", 1)));
    fields.putAll(fields());
    file.put(JsonSchema.TYPE, "object").setAll(only(fields));
    file.set("if", required(PARTS));
    file.set("then", schema().set("propertyNames", JsonSchema.oneOf(OF_ALL)));
    file.set("else", ref(OF_ONE_TASK));
    definitions.tasks().forEach(this::define);
    definitions.all().set(OF_ONE_TASK, ofOneTask());
    file.set(JsonSchema.DEFINITIONS, definitions.all());
    return file;
  }

  private ObjectNode part() {
    Map<String, ObjectNode> fields = new LinkedHashMap<>();
    fields.put(
        "name",
        described(
            "what its files are called after; the task if left out",
            type("string").put("pattern", "^[A-Za-z0-9][A-Za-z0-9-]*$")));
    fields.putAll(fields());
    ObjectNode part = type("object").setAll(only(fields));
    part.putArray(JsonSchema.ALL_OF).add(ref(OF_ONE_TASK));
    return part;
  }

  /** What a study and a part both have. */
  private Map<String, ObjectNode> fields() {
    Map<String, ObjectNode> fields = new LinkedHashMap<>();
    fields.put(TASK, definitions.taskNames());
    fields.put("data", described("below a data root; the task's usual data if left out", line()));
    fields.put("about", described("notes for the reader", plain()));
    fields.put(PRESET, described("what all rows start from; base wins over it", plain()));
    fields.put(
        "metric", described("validation metric that selects; the task's if left out", plain()));
    fields.put(
        "columns", described("test metrics of the table; the metric if left out", set(plain())));
    ObjectNode seed = CommonSettings.SEED.schema();
    seed.remove(List.of("default", "description"));
    fields.put(
        "seeds",
        described(
            "the seeds of each row, or their number, from 42 on",
            JsonSchema.anyOf(
                List.of(type("integer").put("minimum", 1).put("maximum", 1000), set(seed)))));
    fields.put("base", described("settings of all rows", schema()));
    fields.put(ROWS, described("the rows of the table", list(row())));
    fields.put(AXES, described("a row for each combination of these values", schema()));
    fields.put("references", references());
    return fields;
  }

  private static ObjectNode row() {
    Map<String, ObjectNode> fields = new LinkedHashMap<>();
    fields.put("name", described("the head of the row", line()));
    fields.put(PRESET, described("instead of one of the whole study", plain()));
    fields.put("set", described("settings of the row", schema()));
    fields.put("tune", described("values of which the best on validation counts", schema()));
    fields.put(
        "needs",
        described(
            "a file, folder or pretrained encoder without which the row is left out", line()));
    return type("object").<ObjectNode>setAll(only(fields)).setAll(required("name"));
  }

  private static ObjectNode references() {
    ObjectNode figures = type("object");
    figures.putObject(JsonSchema.PROPERTIES).set("note", plain());
    figures.set("additionalProperties", type("number"));
    ObjectNode rows = schema();
    rows.putArray(JsonSchema.TYPE).add("object").add("null");
    rows.set("additionalProperties", figures);
    Map<String, ObjectNode> fields = new LinkedHashMap<>();
    fields.put("source", described("whose figures", line()));
    fields.put(ROWS, described("row name to its published figures", rows));
    return described("published figures", type("object"))
        .<ObjectNode>setAll(only(fields))
        .setAll(required("source"));
  }

  /** What holds for a study of one task, be it a part or the whole. */
  private ObjectNode ofOneTask() {
    ObjectNode schema = required(TASK);
    ObjectNode rows = required(ROWS);
    rows.putObject(JsonSchema.PROPERTIES).putObject(ROWS).put("minItems", 1);
    schema.putArray(JsonSchema.ANY_OF).add(rows).add(required(AXES));
    ArrayNode branches = schema.putArray(JsonSchema.ALL_OF);
    for (Task<?, ?> task : definitions.tasks()) {
      branches.add(where(JsonSchema.has(TASK, task.name()), ref("study-of-" + task.name())));
    }
    ObjectNode noPreset = schema();
    noPreset
        .putObject(JsonSchema.PROPERTIES)
        .putObject(ROWS)
        .putObject("items")
        .putObject(JsonSchema.PROPERTIES)
        .set(PRESET, BooleanNode.FALSE);
    branches.add(where(required(PRESET), noPreset));
    return schema;
  }

  private void define(Task<?, ?> task) {
    String settings = "row-of-" + task.name();
    String axes = "axes-of-" + task.name();
    Map<String, ObjectNode> ofRow = new LinkedHashMap<>(definitions.settings(task));
    ofRow.keySet().removeAll(OF_THE_STUDY);
    Map<String, ObjectNode> values = new LinkedHashMap<>();
    ofRow.forEach((name, value) -> values.put(name, set(value)));
    definitions.all().set(settings, object(ofRow));
    definitions.all().set(axes, type("object").put("minProperties", 1).setAll(only(values)));

    List<Task<?, ?>> one = List.of(task);
    ObjectNode metric = TaskDefinitions.metric(one);
    ObjectNode study = schema();
    ObjectNode fields = study.putObject(JsonSchema.PROPERTIES);
    fields.set(PRESET, TaskDefinitions.preset(one));
    fields.set("metric", metric);
    fields.putObject("columns").set("items", metric);
    fields.set("base", ref(settings));
    fields.set(AXES, ref(axes));
    ObjectNode row = fields.putObject(ROWS).putObject("items").putObject(JsonSchema.PROPERTIES);
    row.set(PRESET, TaskDefinitions.preset(one));
    row.set("set", ref(settings));
    row.set("tune", ref(axes));
    definitions.all().set("study-of-" + task.name(), study);
  }
}
