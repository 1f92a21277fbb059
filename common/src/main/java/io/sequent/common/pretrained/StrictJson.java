package io.sequent.common.pretrained;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sequent.common.UserError;
import io.sequent.common.io.JsonProblem;
import io.sequent.common.io.TextFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** JSON of others: one value, no field twice, of bounded size. */
final class StrictJson {
  /** A few times that of the largest tokenizers. */
  private static final long MOST_BYTES = 64L << 20;

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private StrictJson() {}

  /** The value of a text in UTF-8. */
  static JsonNode tree(byte[] text) throws IOException {
    return JSON.readTree(text);
  }

  /**
   * The object in a file.
   *
   * @throws UserError if the file is missing, too large or something else, with its line
   */
  static ObjectNode object(Path file) throws IOException {
    return object(file.toString(), text(file));
  }

  /**
   * The object in a text.
   *
   * @param name of the text, for messages
   */
  static ObjectNode object(String name, String text) {
    JsonNode tree;
    try {
      tree = JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new UserError(name + ":" + JsonProblem.line(e) + ": " + JsonProblem.of(e), e);
    }
    if (tree instanceof ObjectNode object) {
      return object;
    }
    throw new UserError(name + ": expected a JSON object");
  }

  /**
   * The text of a file.
   *
   * @throws UserError if it is missing or too large, or not in UTF-8
   */
  static String text(Path file) throws IOException {
    if (Files.isRegularFile(file) && Files.size(file) > MOST_BYTES) {
      throw new UserError(
          "%s: %d bytes, expected at most %d".formatted(file, Files.size(file), MOST_BYTES));
    }
    return TextFile.read(file);
  }

  /** A new object. */
  static ObjectNode newObject() {
    return JSON.createObjectNode();
  }
}
