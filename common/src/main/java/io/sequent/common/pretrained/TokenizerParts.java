package io.sequent.common.pretrained;

import com.fasterxml.jackson.databind.JsonNode;
import io.sequent.common.UserError;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The parts of a {@code tokenizer.json}. What they refer to has to be there: the native library
 * finds out only when a text needs it, and then aborts the whole process.
 */
final class TokenizerParts {
  /** One repetition at most, and no alternatives: never slow. */
  private static final Pattern QUICK_REGEX =
      Pattern.compile("[^()|\\\\*+?{]*[*+?{]?[^()|\\\\*+?{]*");

  private final String name;

  private TokenizerParts(String name) {
    this.name = name;
  }

  /**
   * Checks that a tokenizer can be given any text.
   *
   * @param name of the tokenizer, for messages
   * @throws UserError if a part refers to something that is missing, or is not supported
   */
  static void check(String name, JsonNode tokenizer) {
    TokenizerParts parts = new TokenizerParts(name);
    parts.model(tokenizer.path("model"));
    parts.others(tokenizer);
  }

  private void model(JsonNode model) {
    JsonNode words = model.path("vocab");
    JsonNode unknown = model.path("unk_token");
    expect(
        !unknown.isTextual() || words.has(unknown.textValue()),
        "unk_token '" + unknown.asText() + "' is not in the vocabulary");
    if (words.isArray()) {
      JsonNode id = model.path("unk_id");
      expect(
          id.isIntegralNumber() && id.asLong() >= 0 && id.asLong() < words.size(),
          "unk_id '" + id.asText() + "' is not in the vocabulary");
    }
    JsonNode prefix = model.path("continuing_subword_prefix");
    expect(
        !model.has("merges") || prefix.isNull() || prefix.asText().isEmpty(),
        "a BPE with a continuing_subword_prefix is not supported");
  }

  private void others(JsonNode part) {
    // The library takes parts without a type too.
    if (part.has("single")) {
      template(part);
    }
    JsonNode map = part.path("precompiled_charsmap");
    if (map.isTextual() || part.path("type").asText().equals("Precompiled")) {
      expect(CharacterMap.isWhole(map.asText()), "the precompiled_charsmap is damaged");
    }
    JsonNode regex = part.path("pattern").path("Regex");
    expect(
        QUICK_REGEX.matcher(regex.asText()).matches(),
        "the pattern '" + regex.asText() + "' is not supported");
    for (Map.Entry<String, JsonNode> field : part.properties()) {
      if (!field.getKey().equals("model")) {
        others(field.getValue());
      }
    }
    if (part.isArray()) {
      part.forEach(this::others);
    }
  }

  private void template(JsonNode part) {
    for (String field : List.of("single", "pair")) {
      for (JsonNode piece : part.path(field)) {
        JsonNode token = piece.path("SpecialToken");
        String id = token.isArray() ? token.path(0).asText() : token.path("id").asText();
        expect(
            token.isMissingNode() || part.path("special_tokens").has(id),
            "the special token '" + id + "' is not defined");
      }
    }
  }

  private void expect(boolean condition, String problem) {
    if (!condition) {
      throw new UserError(name + ": " + problem);
    }
  }
}
