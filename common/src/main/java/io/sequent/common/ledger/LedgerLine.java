package io.sequent.common.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sequent.common.UserError;
import io.sequent.common.io.JsonNumbers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/** An entry as the bytes of a line. */
final class LedgerLine {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addModule(JsonNumbers.nanAsNull())
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private LedgerLine() {}

  /** The line with its newline. */
  static byte[] of(LedgerEntry entry) throws IOException {
    byte[] json = JSON.writeValueAsBytes(entry);
    byte[] line = Arrays.copyOf(json, json.length + 1);
    line[json.length] = '\n';
    return line;
  }

  /**
   * Reads a line.
   *
   * @throws UserError if it is not a run, or one of a newer toolkit; with file and line
   */
  static LedgerEntry read(byte[] line, Path file, long number) throws IOException {
    LedgerEntry entry;
    try {
      entry = JSON.readValue(line, LedgerEntry.class);
    } catch (JsonProcessingException e) {
      requireKnown(version(line), file, number);
      throw notARun(file, number, reason(e), e);
    }
    if (entry == null) {
      throw notARun(file, number, "null", new IllegalArgumentException("null"));
    }
    requireKnown(entry.schemaVersion(), file, number);
    return entry;
  }

  /** Whether the bytes are a value of JSON and nothing more. */
  static boolean isWhole(byte[] bytes) throws IOException {
    try {
      return !JSON.readTree(bytes).isMissingNode();
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  private static int version(byte[] line) throws IOException {
    try {
      JsonNode tree = JSON.readTree(line);
      return tree.path("schemaVersion").asInt();
    } catch (JsonProcessingException e) {
      return 0;
    }
  }

  private static void requireKnown(int version, Path file, long number) {
    if (version > LedgerEntry.SCHEMA_VERSION) {
      throw UserError.at(
          file,
          number,
          "schema version "
              + version
              + " of a newer toolkit, expected at most "
              + LedgerEntry.SCHEMA_VERSION);
    }
  }

  private static UserError notARun(Path file, long number, String reason, Exception cause) {
    UserError error =
        UserError.at(
            file,
            number,
            "not a run: "
                + reason
                + "; expected a JSON object with study, row, task, configHash, dataHash and metrics");
    error.initCause(cause);
    return error;
  }

  /** Without the excerpts and places that the library adds, which take several lines. */
  private static String reason(JsonProcessingException e) {
    return e.getCause() instanceof IllegalArgumentException own
        ? String.valueOf(own.getMessage())
        : e.getOriginalMessage().lines().findFirst().orElse("");
  }
}
