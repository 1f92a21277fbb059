package io.sequent.common.experiment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.sequent.common.run.RunRecord;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The head of a model card, in YAML, with the fields that Hugging Face reads. */
final class ModelCardHead {
  private static final String NAME = "name";
  private static final String TYPE = "type";
  private static final YAMLMapper YAML =
      YAMLMapper.builder().disable(YAMLGenerator.Feature.SPLIT_LINES).build();

  private ModelCardHead() {}

  /**
   * The head between its lines of dashes.
   *
   * @param data what the data are called
   */
  static String of(RunRecord run, String data) {
    Map<String, Object> head = new LinkedHashMap<>();
    head.put("library_name", "sequent");
    head.put("tags", List.of("sequent", "deeplearning4j", run.task()));
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("task", Map.of(TYPE, run.task()));
    Map<String, Object> dataset = new LinkedHashMap<>();
    dataset.put(NAME, data);
    dataset.put(TYPE, run.task());
    result.put("dataset", dataset);
    result.put("metrics", metrics(run));
    Map<String, Object> model = new LinkedHashMap<>();
    model.put(NAME, run.task());
    model.put("results", List.of(result));
    head.put("model-index", List.of(model));
    try {
      return YAML.writeValueAsString(head) + "---\n";
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Those on the test set, else on the validation set; without what is not defined. */
  private static List<Map<String, Object>> metrics(RunRecord run) {
    String split = run.test().isPresent() ? RunRecord.TEST : RunRecord.VALIDATION;
    List<Map<String, Object>> metrics = new ArrayList<>();
    Optional.ofNullable(run.metrics().get(split))
        .orElse(Map.of())
        .forEach(
            (name, value) -> {
              if (Double.isFinite(value)) {
                Map<String, Object> metric = new LinkedHashMap<>();
                metric.put(TYPE, name);
                metric.put("value", value);
                metric.put(NAME, split + " " + name);
                metrics.add(metric);
              }
            });
    return metrics;
  }
}
