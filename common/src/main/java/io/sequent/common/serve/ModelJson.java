package io.sequent.common.serve;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sequent.common.config.Setting;
import io.sequent.common.predict.ClassPrediction;
import io.sequent.common.predict.ForecastPrediction;
import io.sequent.common.predict.GeneratedText;
import io.sequent.common.predict.SpanPrediction;
import io.sequent.common.run.RunRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalDouble;

/** What a client is told of a model. */
final class ModelJson {
  private static final Map<Class<?>, String> OUTPUTS =
      Map.of(
          ClassPrediction.class, "classes",
          SpanPrediction.class, "spans",
          ForecastPrediction.class, "forecast",
          GeneratedText.class, "text");
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private ModelJson() {}

  /**
   * A model as JSON.
   *
   * @param name under which it is served
   */
  static ObjectNode of(String name, LoadedModel model) {
    ObjectNode json = NODES.objectNode();
    json.put("name", name);
    json.put("task", model.task().name());
    json.put("summary", model.task().description().summary());
    json.put("run", lastName(model.folder().path().toAbsolutePath().normalize()));
    json.put("data", model.data().isEmpty() ? "" : lastName(Path.of(model.data())));
    json.put("trained", model.trained().toString());
    model.record().ifPresent(record -> addMetric(json, record));
    json.put("output", OUTPUTS.getOrDefault(model.predictor(Map.of()).type(), "record"));
    ArrayNode options = json.putArray("options");
    model
        .task()
        .description()
        .predictionSettings()
        .forEach(setting -> options.add(option(setting)));
    ArrayNode labels = json.putArray("labels");
    model.labels().forEach(labels::add);
    json.put("report", Files.isRegularFile(model.folder().report()));
    return json;
  }

  /** Folders of the machine are nobody's business. */
  private static String lastName(Path path) {
    Path name = path.getFileName();
    return name == null ? "" : name.toString();
  }

  private static void addMetric(ObjectNode json, RunRecord record) {
    record
        .training()
        .selectedBy()
        .ifPresent(
            name -> {
              boolean isTested = record.test().isPresent();
              String split = isTested ? RunRecord.TEST : RunRecord.VALIDATION;
              OptionalDouble value = record.figure(split, name);
              ObjectNode metric = json.putObject("metric");
              metric.put("name", name);
              metric.put("split", split);
              if (value.isPresent()) {
                metric.put("value", value.getAsDouble());
              } else {
                metric.putNull("value");
              }
            });
  }

  private static ObjectNode option(Setting<?> setting) {
    ObjectNode option = NODES.objectNode();
    option.put("name", setting.name());
    option.put("summary", setting.help());
    option.put("default", setting.defaultText());
    option.put("kind", kind(setting));
    option.put("range", setting.range());
    return option;
  }

  /** What a form can ask for; text where a number may also be a word. */
  private static String kind(Setting<?> setting) {
    Object value = setting.defaultValue();
    if (value instanceof Boolean) {
      return "flag";
    }
    boolean isPlain = setting.defaultText().equals(String.valueOf(value));
    if (isPlain && (value instanceof Integer || value instanceof Long)) {
      return "integer";
    }
    return value instanceof Double ? "decimal" : value instanceof Enum<?> ? "choice" : "text";
  }
}
