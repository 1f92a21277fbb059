package io.sequent.common.predict;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;

/**
 * Predictions as JSON, the same for command line, server and notebook. Generated text becomes an
 * object with {@code prompt} and {@code text}; of every other prediction, its components become
 * fields of their names.
 */
final class PredictionJson {
  private static final JsonMapper JSON = new JsonMapper();

  private PredictionJson() {}

  /** One line of JSON, without the line end. */
  public static String line(Prediction prediction) {
    try {
      return JSON.writeValueAsString(fields(prediction));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a prediction without JSON: " + prediction.getClass(), e);
    }
  }

  /** The same as a tree. */
  public static JsonNode tree(Prediction prediction) {
    return JSON.valueToTree(fields(prediction));
  }

  private static Object fields(Prediction prediction) {
    return prediction instanceof GeneratedText generated
        ? Map.of("prompt", generated.prompt(), "text", generated.text())
        : prediction;
  }
}
