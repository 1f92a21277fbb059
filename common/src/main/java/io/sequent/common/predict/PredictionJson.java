package io.sequent.common.predict;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Predictions as JSON, the same for command line, server and notebook. Generated text becomes an
 * object with {@code prompt} and {@code text}; of every other prediction, its components become
 * fields of their names.
 */
final class PredictionJson {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .disable(SerializationFeature.FLUSH_AFTER_WRITE_VALUE)
          .disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM)
          .build();

  private final JsonGenerator generator;

  private PredictionJson(JsonGenerator generator) {
    this.generator = generator;
  }

  /** A writer of JSON. */
  static PredictionJson to(OutputStream output) {
    try {
      JsonGenerator generator = JSON.getFactory().createGenerator(output, JsonEncoding.UTF8);
      generator.setRootValueSeparator(null);
      return new PredictionJson(generator);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes a prediction without a line end. */
  void write(Prediction prediction) throws IOException {
    writeValue(fields(prediction));
  }

  /** Writes a value without a line end. */
  void writeValue(Object value) throws IOException {
    JSON.writeValue(generator, value);
  }

  /** Writes something between values. */
  void writeRaw(String text) throws IOException {
    generator.writeRaw(text);
  }

  /** Hands what was written to the stream. */
  void flush() throws IOException {
    generator.flush();
  }

  /** One line of JSON, without the line end. */
  static String line(Prediction prediction) {
    try {
      return JSON.writeValueAsString(fields(prediction));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a prediction without JSON: " + prediction.getClass(), e);
    }
  }

  /** The same as a tree. */
  static JsonNode tree(Prediction prediction) {
    return JSON.valueToTree(fields(prediction));
  }

  /** The fields of its tree that do not repeat the input. */
  static ObjectNode added(Prediction prediction) {
    ObjectNode fields = JSON.valueToTree(fields(prediction));
    return fields.remove(prediction.repeated());
  }

  private static Object fields(Prediction prediction) {
    if (prediction instanceof GeneratedText generated) {
      Map<String, String> fields = new LinkedHashMap<>();
      fields.put("prompt", generated.prompt());
      fields.put("text", generated.text());
      return fields;
    }
    return prediction;
  }
}
