package io.sequent.common.serve;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sequent.common.config.Config;
import io.sequent.common.io.JsonProblem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks for in JSON.
 *
 * @param texts to predict for
 * @param isList whether they came as a list, and so do the answers
 * @param options of the predictions, by name, as on the command line
 */
record PredictionRequest(List<String> texts, boolean isList, Map<String, String> options) {
  private static final String INPUT = "input";
  private static final String INPUTS = "inputs";
  private static final String OPTIONS = "options";
  private static final List<String> FIELDS = List.of(INPUT, INPUTS, OPTIONS);

  private static final ObjectReader JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .readerFor(JsonNode.class);

  /**
   * Reads {@code {"input": ..., "options": {...}}} or {@code {"inputs": [...]}}.
   *
   * @throws Refusal for something else, with the field
   */
  static PredictionRequest read(String json, ServeOptions limits) {
    JsonNode body = tree(json);
    if (!body.isObject()) {
      throw bad("the request is no object, expected {\"input\": \"...\"}");
    }
    body.fieldNames()
        .forEachRemaining(
            name -> {
              if (!FIELDS.contains(name)) {
                throw bad(Config.unknown("field", name, FIELDS));
              }
            });
    boolean isList = body.has(INPUTS);
    if (isList == body.has(INPUT)) {
      throw bad("expected one of the fields 'input' and 'inputs'");
    }
    List<String> texts = new ArrayList<>();
    if (isList) {
      JsonNode list = body.get(INPUTS);
      if (!list.isArray()) {
        throw bad("field 'inputs': expected a list of texts");
      }
      if (list.size() > limits.maxTexts()) {
        throw new Refusal(
            Refusal.TOO_LARGE,
            "field 'inputs': %d texts, expected at most %d"
                .formatted(list.size(), limits.maxTexts()));
      }
      for (int i = 0; i < list.size(); i++) {
        texts.add(text(list.get(i), "field 'inputs[" + i + "]'", limits));
      }
    } else {
      texts.add(text(body.get(INPUT), "field 'input'", limits));
    }
    return new PredictionRequest(texts, isList, options(body.get(OPTIONS)));
  }

  /**
   * Reads a line of JSON lines: a text, or an object with one.
   *
   * @throws Refusal for something else
   */
  static String line(String json, ServeOptions limits) {
    JsonNode line = tree(json);
    if (line.isTextual()) {
      return text(line, "the line", limits);
    }
    if (line.isObject() && line.size() == 1 && line.has(INPUT)) {
      return text(line.get(INPUT), "field 'input'", limits);
    }
    throw bad("expected a text, or an object with the field 'input' alone");
  }

  private static JsonNode tree(String json) {
    if (json.isBlank()) {
      throw bad("the request is empty, expected JSON");
    }
    try {
      return JSON.readValue(json);
    } catch (JsonProcessingException e) {
      throw bad("no JSON, line %d: %s".formatted(JsonProblem.line(e), JsonProblem.of(e)));
    }
  }

  private static String text(JsonNode value, String place, ServeOptions limits) {
    if (!value.isTextual()) {
      throw bad(place + ": expected a text");
    }
    String text = value.textValue();
    if (text.length() > limits.maxLength()) {
      throw new Refusal(
          Refusal.TOO_LARGE,
          "%s: %d characters, expected at most %d"
              .formatted(place, text.length(), limits.maxLength()));
    }
    // Each code point is a character, or half of one that has no other half.
    if (text.codePoints()
        .anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
      throw bad(place + ": half a character (an unpaired surrogate), expected text");
    }
    return text;
  }

  private static Map<String, String> options(@Nullable JsonNode options) {
    Map<String, String> given = new LinkedHashMap<>();
    if (options == null) {
      return given;
    }
    if (!options.isObject()) {
      throw bad("field 'options': expected an object");
    }
    options
        .properties()
        .forEach(
            option -> {
              if (!option.getValue().isValueNode() || option.getValue().isNull()) {
                throw bad(
                    "field 'options.%s': expected a text, a number, true or false"
                        .formatted(option.getKey()));
              }
              given.put(option.getKey(), option.getValue().asText());
            });
    return given;
  }

  private static Refusal bad(String message) {
    return new Refusal(Refusal.BAD_REQUEST, message);
  }
}
