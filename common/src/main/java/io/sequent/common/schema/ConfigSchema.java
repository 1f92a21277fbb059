package io.sequent.common.schema;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sequent.common.config.Setting;
import io.sequent.common.task.Task;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The schema of a configuration file. */
public final class ConfigSchema {
  private static final String TASK = "task";
  private static final String PRESET = "preset";
  private static final String ANY_TASK = "settings-of-any-task";

  private ConfigSchema() {}

  /**
   * The schema as the text of a file. Where a configuration names its task, it is that task's
   * settings that are known, with their defaults; else those of all tasks.
   *
   * @param options what a file may hold beside settings, such as {@code data}
   */
  public static String of(List<Task<?, ?>> tasks, List<Setting<?>> options) {
    TaskDefinitions definitions = TaskDefinitions.of(tasks);
    ObjectNode schema =
        JsonSchema.file(
            "Sequent configuration",
            "Settings of a task; docs/settings.md says what they are for.");
    schema.putArray(JsonSchema.TYPE).add("object").add("null");
    schema.putObject(JsonSchema.PROPERTIES).set(TASK, definitions.taskNames());
    ArrayNode branches = schema.putArray(JsonSchema.ALL_OF);
    for (Task<?, ?> task : tasks) {
      String name = "settings-of-" + task.name();
      branches.add(JsonSchema.where(JsonSchema.has(TASK, task.name()), JsonSchema.ref(name)));
      definitions
          .all()
          .set(name, JsonSchema.only(fields(List.of(task), options, definitions.settings(task))));
    }
    branches.add(
        JsonSchema.where(JsonSchema.not(JsonSchema.required(TASK)), JsonSchema.ref(ANY_TASK)));
    definitions
        .all()
        .set(ANY_TASK, JsonSchema.only(fields(tasks, options, definitions.settings())));
    schema.set(JsonSchema.DEFINITIONS, definitions.all());
    return JsonSchema.text(schema);
  }

  private static Map<String, ObjectNode> fields(
      List<Task<?, ?>> tasks, List<Setting<?>> options, Map<String, ObjectNode> settings) {
    Map<String, ObjectNode> fields = new LinkedHashMap<>();
    fields.put(TASK, JsonSchema.schema());
    options.forEach(option -> fields.put(option.name(), option.schema()));
    fields.put(PRESET, TaskDefinitions.preset(tasks));
    fields.putAll(settings);
    return fields;
  }
}
