package io.sequent.common.schema;

import static io.sequent.common.schema.JsonSchema.anyOf;
import static io.sequent.common.schema.JsonSchema.described;
import static io.sequent.common.schema.JsonSchema.line;
import static io.sequent.common.schema.JsonSchema.list;
import static io.sequent.common.schema.JsonSchema.not;
import static io.sequent.common.schema.JsonSchema.object;
import static io.sequent.common.schema.JsonSchema.only;
import static io.sequent.common.schema.JsonSchema.ref;
import static io.sequent.common.schema.JsonSchema.required;
import static io.sequent.common.schema.JsonSchema.schema;
import static io.sequent.common.schema.JsonSchema.set;
import static io.sequent.common.schema.JsonSchema.type;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sequent.common.config.CommonSettings;
import io.sequent.common.task.Task;
import io.sequent.common.train.TrainingSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The schema of a file with a search space. A space does not name its task, so it has the settings
 * of all tasks, each as one of them takes it; that a range is not empty and that conditions can be
 * met, only reading finds out.
 */
public final class SpaceSchema {
  private static final String CONDITIONS = "conditions";
  private static final String DIMENSION = "searched-setting";

  /** What is the same in all trials. */
  private static final List<String> OF_THE_SEARCH =
      List.of(
          TrainingSettings.METRIC.name(),
          TrainingSettings.EPOCHS.name(),
          CommonSettings.SEED.name());

  private final TaskDefinitions definitions;

  private SpaceSchema(List<Task<?, ?>> tasks) {
    this.definitions = TaskDefinitions.withoutDefaults(tasks);
  }

  /** The schema as the text of a file. */
  public static String of(List<Task<?, ?>> tasks) {
    return JsonSchema.text(new SpaceSchema(tasks).file());
  }

  private ObjectNode file() {
    Map<String, ObjectNode> settings = definitions.settings();
    Map<String, ObjectNode> base = new LinkedHashMap<>(settings);
    base.remove(TrainingSettings.METRIC.name());
    Map<String, ObjectNode> searched = new LinkedHashMap<>();
    Map<String, ObjectNode> conditions = new LinkedHashMap<>();
    settings.forEach(
        (name, value) -> {
          if (!OF_THE_SEARCH.contains(name)) {
            searched.put(name, dimension(value));
          }
          conditions.put(name, anyOf(List.of(value, list(value).put("minItems", 1))));
        });
    definitions.all().set(CONDITIONS, object(conditions));
    definitions.all().set(DIMENSION, dimension());

    Map<String, ObjectNode> fields = new LinkedHashMap<>();
    fields.put("title", described("the file's name if left out", line()));
    fields.put(
        "objective",
        described(
            "validation metric; the task's own if left out",
            TaskDefinitions.metric(definitions.tasks())));
    fields.put("preset", TaskDefinitions.preset(definitions.tasks()));
    fields.put("base", described("settings of all trials", object(base)));
    fields.put(
        "space",
        described("the settings that are searched", type("object").put("minProperties", 1))
            .setAll(only(searched)));
    ObjectNode file =
        JsonSchema.file("Sequent search space", "Settings to search; docs/tuning.md says how.");
    file.put(JsonSchema.TYPE, "object").<ObjectNode>setAll(only(fields)).setAll(required("space"));
    file.set(JsonSchema.DEFINITIONS, definitions.all());
    return file;
  }

  /** The values of a searched setting: a range or a choice. */
  private ObjectNode dimension(ObjectNode value) {
    ObjectNode dimension = schema();
    dimension.putArray(JsonSchema.ALL_OF).add(ref(DIMENSION));
    ObjectNode fields = dimension.putObject(JsonSchema.PROPERTIES);
    fields.putObject("int").set("items", value);
    if (definitions.resolved(value).path(JsonSchema.TYPE).asText().equals("integer")) {
      fields.put("float", false);
    } else {
      fields.putObject("float").set("items", value);
    }
    fields.putObject("choice").set("items", value);
    return dimension;
  }

  /** What all searched settings have. */
  private static ObjectNode dimension() {
    Map<String, ObjectNode> fields = new LinkedHashMap<>();
    fields.put("int", described("smallest and largest integer", range("integer")));
    fields.put("float", described("smallest and largest number", range("number")));
    fields.put("choice", described("the values", set(schema())));
    fields.put(
        "step", described("distance of neighbours", type("number").put("exclusiveMinimum", 0)));
    fields.put(
        "points",
        described(
            "number of values, evenly spaced",
            type("integer").put("minimum", 2).put("maximum", 10_000)));
    fields.put("log", described("whether the scale is logarithmic", type("boolean")));
    fields.put(
        "when", described("searched only where other settings have these values", ref(CONDITIONS)));
    ObjectNode dimension = type("object").setAll(only(fields));
    dimension.putArray("oneOf").add(required("int")).add(required("float")).add(required("choice"));
    ObjectNode log = required("log");
    log.putObject(JsonSchema.PROPERTIES).putObject("log").put("const", true);
    ObjectNode dependencies = dimension.putObject("dependencies");
    dependencies.set(
        "choice", not(anyOf(List.of(required("step"), required("points"), required("log")))));
    dependencies.set("step", not(anyOf(List.of(required("points"), log))));
    return dimension;
  }

  private static ObjectNode range(String type) {
    return list(type(type)).put("minItems", 2).put("maxItems", 2);
  }
}
