package io.sequent.common.pretrained;

import com.fasterxml.jackson.databind.JsonNode;
import io.sequent.common.UserError;

/**
 * The parts of a {@code tokenizer.json}. What they refer to has to be there: the native library
 * finds out only when a text needs it, and then aborts the whole process.
 */
final class TokenizerParts {
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
    JsonNode unknown = model.path("unk_token");
    expect(
        !unknown.isTextual() || model.path("vocab").has(unknown.textValue()),
        "unk_token '" + unknown.asText() + "' is not in the vocabulary");
    JsonNode prefix = model.path("continuing_subword_prefix");
    expect(
        !model.has("merges") || prefix.isNull() || prefix.asText().isEmpty(),
        "a BPE with a continuing_subword_prefix is not supported");
  }

  private void others(JsonNode part) {
    switch (part.path("type").asText()) {
      case "TemplateProcessing" -> template(part);
      case "Precompiled" -> expect(false, "the normalizer Precompiled is not supported");
      default -> {
        // Refers to nothing.
      }
    }
    // Some regular expressions take forever on some texts.
    JsonNode regex = part.path("pattern").path("Regex");
    expect(regex.isMissingNode(), "the pattern '" + regex.asText() + "' is not supported");
    part.properties().stream()
        .filter(field -> !field.getKey().equals("model"))
        .forEach(field -> others(field.getValue()));
    if (part.isArray()) {
      part.forEach(this::others);
    }
  }

  private void template(JsonNode part) {
    for (String field : new String[] {"single", "pair"}) {
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
