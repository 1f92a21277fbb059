package io.sequent.common.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sequent.common.config.Setting;
import io.sequent.common.evaluation.Metric;
import io.sequent.common.task.Presets;
import io.sequent.common.task.Presets.Preset;
import io.sequent.common.task.Task;
import io.sequent.common.task.TaskSettings;
import io.sequent.common.train.TrainingSettings;
import io.sequent.common.train.schedule.ScheduleSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The settings, metrics and presets of tasks as definitions of a schema. A setting that several
 * tasks share has one definition, unless its default or range differs.
 */
final class TaskDefinitions {
  private static final String ANY = "*";

  private final List<Task<?, ?>> tasks;
  private final ObjectNode definitions = JsonNodeFactory.instance.objectNode();

  /** By the task's name: setting to the name of its definition. */
  private final Map<String, Map<String, String>> names = new LinkedHashMap<>();

  private TaskDefinitions(List<Task<?, ?>> tasks, boolean defaults) {
    this.tasks = List.copyOf(tasks);
    for (Task<?, ?> task : tasks) {
      Map<String, String> ofTask = new LinkedHashMap<>();
      for (Setting<?> setting : TaskSettings.of(task)) {
        ObjectNode schema = schema(task, setting);
        if (!defaults) {
          schema.remove("default");
        }
        ofTask.put(setting.name(), define(setting.name(), task.name(), schema));
      }
      names.put(task.name(), ofTask);
    }
  }

  static TaskDefinitions of(List<Task<?, ?>> tasks) {
    return new TaskDefinitions(tasks, true);
  }

  /** The same without defaults, in which tasks differ most. */
  static TaskDefinitions withoutDefaults(List<Task<?, ?>> tasks) {
    return new TaskDefinitions(tasks, false);
  }

  /**
   * The definition of a name; of a name of its own where another has it.
   *
   * @return the name
   */
  private String define(String name, String task, ObjectNode schema) {
    JsonNode other = definitions.get(name);
    String free = other == null || other.equals(schema) ? name : name + "-of-" + task;
    definitions.set(free, schema);
    return free;
  }

  private static ObjectNode schema(Task<?, ?> task, Setting<?> setting) {
    ObjectNode schema = setting.schema();
    boolean isMetric = setting.equals(TrainingSettings.METRIC);
    if (!isMetric && !setting.equals(ScheduleSettings.SCHEDULE_METRIC)) {
      return schema;
    }
    schema.remove(JsonSchema.ANY_OF);
    ObjectNode metric = metric(List.of(task));
    ObjectNode nothing = JsonSchema.schema();
    nothing.putArray("enum").add("").addNull();
    return schema.setAll(isMetric ? metric : JsonSchema.anyOf(List.of(metric, nothing)));
  }

  /** All definitions. */
  ObjectNode all() {
    return definitions;
  }

  List<Task<?, ?>> tasks() {
    return tasks;
  }

  /** The names of the tasks. */
  ObjectNode taskNames() {
    return JsonSchema.described("the task", JsonSchema.oneOf(names.keySet()));
  }

  /** The settings of a task by name. */
  Map<String, ObjectNode> settings(Task<?, ?> task) {
    Map<String, ObjectNode> settings = new LinkedHashMap<>();
    names
        .getOrDefault(task.name(), Map.of())
        .forEach((setting, definition) -> settings.put(setting, JsonSchema.ref(definition)));
    return settings;
  }

  /** The settings of all tasks by name, each as one of the tasks takes it. */
  Map<String, ObjectNode> settings() {
    Map<String, Set<ObjectNode>> variants = new LinkedHashMap<>();
    for (Task<?, ?> task : tasks) {
      settings(task)
          .forEach(
              (name, schema) ->
                  variants.computeIfAbsent(name, n -> new LinkedHashSet<>()).add(schema));
    }
    Map<String, ObjectNode> settings = new LinkedHashMap<>();
    variants.forEach(
        (name, schemas) ->
            settings.put(
                name, schemas.size() == 1 ? schemas.iterator().next() : JsonSchema.anyOf(schemas)));
    return settings;
  }

  /** The definition that a reference is to. */
  JsonNode resolved(ObjectNode reference) {
    String path = reference.path("$ref").asText();
    return definitions.path(path.substring(path.lastIndexOf('/') + 1));
  }

  /** A metric of some tasks by name, or by its family where the data say how many there are. */
  static ObjectNode metric(List<Task<?, ?>> of) {
    Set<String> words = new LinkedHashSet<>();
    Set<String> families = new LinkedHashSet<>();
    of.stream()
        .flatMap(task -> task.description().metrics().all().stream())
        .map(Metric::name)
        .forEach(
            name -> {
              if (name.endsWith(ANY)) {
                families.add(name.substring(0, name.length() - ANY.length()));
              } else {
                words.add(name);
              }
            });
    List<ObjectNode> schemas = new ArrayList<>(List.of(JsonSchema.oneOf(words)));
    families.forEach(
        family -> schemas.add(JsonSchema.type("string").put("pattern", "^" + literal(family))));
    return schemas.size() == 1 ? schemas.get(0) : JsonSchema.anyOf(schemas);
  }

  /** Java's way to quote is not JavaScript's. */
  private static String literal(String text) {
    return Pattern.compile("[^A-Za-z0-9]").matcher(text).replaceAll("\\\\$0");
  }

  /** A preset of some tasks by name, or {@code none}. */
  static ObjectNode preset(List<Task<?, ?>> of) {
    List<String> presets =
        of.stream()
            .flatMap(task -> Presets.of(task).stream())
            .map(Preset::name)
            .distinct()
            .toList();
    return JsonSchema.described(
        "a named set of settings",
        JsonSchema.oneOf(Stream.concat(presets.stream(), Stream.of(Presets.NONE)).toList()));
  }
}
