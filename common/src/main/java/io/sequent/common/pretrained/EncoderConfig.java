package io.sequent.common.pretrained;

import com.fasterxml.jackson.databind.JsonNode;
import io.sequent.common.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

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
    Optional<String> difference = difference(config);
    if (difference.isPresent()) {
      throw new UserError(
          "%s: %s%s"
              .formatted(
                  file,
                  difference.get(),
                  Files.exists(file.resolveSibling(OnnxEncoder.MODEL))
                      ? "; with encoder-layers=none its graph can be run as it is"
                      : ""));
    }
    EncoderFamily family = EncoderFamily.of(type(config)).orElseThrow();
    boolean distilled = family == EncoderFamily.DISTILBERT;
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

  /**
   * What a configuration says that the layers here cannot do, if there is such a thing; sizes are
   * not looked at.
   */
  static Optional<String> difference(JsonNode config) {
    Optional<EncoderFamily> family = EncoderFamily.of(type(config));
    if (family.isEmpty()) {
      return Optional.of(
          "model_type '%s', expected one of %s".formatted(type(config), EncoderFamily.known()));
    }
    for (String other : List.of("is_decoder", "add_cross_attention")) {
      if (config.path(other).asBoolean()) {
        return Optional.of("'%s' is true, expected an encoder".formatted(other));
      }
    }
    boolean distilled = family.get() == EncoderFamily.DISTILBERT;
    return difference(config, distilled ? "activation" : "hidden_act", EXACT_GELU)
        .or(() -> difference(config, "position_embedding_type", "absolute"));
  }

  private static Optional<String> difference(JsonNode config, String key, String expected) {
    String stated = config.path(key).asText(expected);
    return stated.equals(expected)
        ? Optional.empty()
        : Optional.of("%s '%s', expected %s".formatted(key, stated, expected));
  }

  private static String type(JsonNode config) {
    return config.path("model_type").asText();
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
