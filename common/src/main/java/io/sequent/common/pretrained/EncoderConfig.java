package io.sequent.common.pretrained;

import com.fasterxml.jackson.databind.JsonNode;
import io.sequent.common.UserError;
import java.io.IOException;
import java.nio.file.Path;

/** What {@code config.json} says of an encoder. */
record EncoderConfig(EncoderFamily family, EncoderShape shape) {
  private static final String EXACT_GELU = "gelu";
  private static final double USUAL_EPSILON = 1e-12;

  /**
   * Reads a file.
   *
   * @throws UserError if it is missing or says something else than the layers here can do
   */
  static EncoderConfig read(Path file) throws IOException {
    JsonNode config = StrictJson.object(file);
    String type = config.path("model_type").asText();
    EncoderFamily family =
        EncoderFamily.of(type)
            .orElseThrow(
                () ->
                    new UserError(
                        "%s: model_type '%s', expected one of %s"
                            .formatted(file, type, EncoderFamily.known())));
    boolean distilled = family == EncoderFamily.DISTILBERT;
    require(file, config, distilled ? "activation" : "hidden_act", EXACT_GELU);
    require(file, config, "position_embedding_type", "absolute");
    for (String other : new String[] {"is_decoder", "add_cross_attention"}) {
      if (config.path(other).asBoolean()) {
        throw new UserError("%s: '%s' is true, expected an encoder".formatted(file, other));
      }
    }
    try {
      return new EncoderConfig(
          family,
          new EncoderShape(
              size(file, config, "vocab_size"),
              size(file, config, distilled ? "dim" : "hidden_size"),
              size(file, config, distilled ? "n_layers" : "num_hidden_layers"),
              size(file, config, distilled ? "n_heads" : "num_attention_heads"),
              size(file, config, distilled ? "hidden_dim" : "intermediate_size"),
              size(file, config, "max_position_embeddings") - family.positionOffset(),
              distilled ? 0 : size(file, config, "type_vocab_size"),
              distilled ? USUAL_EPSILON : epsilon(file, config)));
    } catch (IllegalArgumentException e) {
      throw new UserError(file + ": " + e.getMessage(), e);
    }
  }

  private static void require(Path file, JsonNode config, String key, String expected) {
    String stated = config.path(key).asText(expected);
    if (!stated.equals(expected)) {
      throw new UserError("%s: %s '%s', expected %s".formatted(file, key, stated, expected));
    }
  }

  private static int size(Path file, JsonNode config, String key) {
    JsonNode value = config.path(key);
    if (!value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() < 1) {
      throw new UserError(
          value.isMissingNode()
              ? "%s: no '%s'".formatted(file, key)
              : "%s: %s '%s', expected a whole number from 1".formatted(file, key, value));
    }
    return value.intValue();
  }

  private static double epsilon(Path file, JsonNode config) {
    JsonNode value = config.path("layer_norm_eps");
    if (!value.isMissingNode() && !value.isNumber()) {
      throw new UserError(
          "%s: layer_norm_eps '%s', expected a number".formatted(file, value.toString()));
    }
    return value.asDouble(USUAL_EPSILON);
  }
}
