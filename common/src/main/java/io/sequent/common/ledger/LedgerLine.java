package io.sequent.common.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sequent.common.UserError;
import io.sequent.common.evaluation.ExampleScores;
import io.sequent.common.io.JsonNumbers;
import io.sequent.common.io.JsonProblem;
import io.sequent.common.run.RunRecord;
import io.sequent.common.train.history.History.EpochRecord;
import java.io.CharConversionException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** An entry as the bytes of a line: a JSON object, whose fields always have the same order. */
final class LedgerLine {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addModule(JsonNumbers.nanAsNull())
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** File systems allow some 255 bytes. */
  private static final int LONGEST_NAME = 200;

  private LedgerLine() {}

  /** The line with its newline. */
  static byte[] of(LedgerEntry entry) throws IOException {
    byte[] json = JSON.writeValueAsBytes(fields(entry));
    byte[] line = Arrays.copyOf(json, json.length + 1);
    line[json.length] = '\n';
    return line;
  }

  private static Map<String, @Nullable Object> fields(LedgerEntry entry) {
    Map<String, @Nullable Object> run = entry.run().fields();
    OptionalDouble seconds = entry.run().times().train();
    run.put("seconds", seconds.isPresent() ? seconds.getAsDouble() : null);
    Map<String, @Nullable Object> line = new LinkedHashMap<>();
    line.put("schemaVersion", LedgerEntry.SCHEMA_VERSION);
    line.put("study", entry.study());
    line.put("row", entry.row());
    copy(run, line, "task", "seed");
    line.put("status", entry.status());
    line.put("reason", entry.failure().orElse(null));
    line.put("time", entry.time().orElse(""));
    line.put("configHash", entry.configHash());
    line.put("dataHash", entry.dataHash());
    copy(run, line, "config", "metrics", "selectedBy", "bestEpoch", "epochs", "seconds");
    copy(run, line, "otherLoad", "predictionsPerSecond", "parameters", "examples");
    line.put("history", entry.history());
    line.put("scores", entry.scores());
    copy(run, line, "samples", "sample", "provenance");
    return line;
  }

  private static void copy(
      Map<String, @Nullable Object> from, Map<String, @Nullable Object> to, String... names) {
    for (String name : names) {
      to.put(name, from.get(name));
    }
  }

  /**
   * Reads a line. Only study, row, task, seed, both hashes and the metrics must be there; unknown
   * fields are ignored.
   *
   * @throws UserError if it is not a run, or one of a newer toolkit; with file and line
   */
  static LedgerEntry read(byte[] line, Path file, long number) throws IOException {
    try {
      JsonNode fields = JSON.readTree(line);
      if (!fields.isObject()) {
        throw new IllegalArgumentException("no JSON object");
      }
      requireKnown(fields.path("schemaVersion").asInt(), file, number);
      return entry(fields);
    } catch (JsonProcessingException e) {
      throw notARun(file, number, JsonProblem.of(e), e);
    } catch (CharConversionException e) {
      throw notARun(file, number, "not UTF-8", e);
    } catch (IllegalArgumentException e) {
      throw notARun(file, number, String.valueOf(e.getMessage()), e);
    }
  }

  private static LedgerEntry entry(JsonNode fields) throws JsonProcessingException {
    String study = requireName(required(fields, "study"));
    String row = required(fields, "row");
    RunRecord run = RunRecord.of(fields);
    JsonNode history = fields.path("history");
    return new LedgerEntry(
        study,
        row,
        text(fields, "time"),
        required(fields, "configHash"),
        required(fields, "dataHash"),
        failure(fields),
        run,
        history.isArray()
            ? epochs(JSON.treeToValue(history, new TypeReference<List<EpochRecord>>() {}))
            : List.of(),
        scores(fields.path("scores")));
  }

  private static List<EpochRecord> epochs(List<EpochRecord> history) {
    if (history.contains(null)) {
      throw new IllegalArgumentException("'history': an epoch is missing");
    }
    return history;
  }

  private static Map<String, String> scores(JsonNode scores) throws JsonProcessingException {
    if (!scores.isObject()) {
      return Map.of();
    }
    Map<String, String> encoded =
        JSON.treeToValue(scores, new TypeReference<LinkedHashMap<String, String>>() {});
    ExampleScores.requireEncoded(encoded);
    return encoded;
  }

  /** Files are named after studies. */
  private static String requireName(String study) {
    boolean isName =
        study.length() <= LONGEST_NAME
            && !study.startsWith(".")
            && study
                .chars()
                .noneMatch(c -> c == '/' || c == '\\' || Character.isISOControl((char) c));
    if (!isName) {
      throw new IllegalArgumentException(
          "study '%s', expected a name that a file can have".formatted(study));
    }
    return study;
  }

  private static Optional<String> failure(JsonNode fields) {
    String status = text(fields, "status").orElse(LedgerEntry.FINISHED);
    return switch (status) {
      case LedgerEntry.FINISHED -> Optional.empty();
      case LedgerEntry.FAILED -> Optional.of(text(fields, "reason").orElse("for no known reason"));
      default ->
          throw new IllegalArgumentException(
              "status '%s', expected '%s' or '%s'"
                  .formatted(status, LedgerEntry.FINISHED, LedgerEntry.FAILED));
    };
  }

  private static String required(JsonNode fields, String name) {
    return text(fields, name).orElseThrow(() -> new IllegalArgumentException("no '" + name + "'"));
  }

  private static Optional<String> text(JsonNode fields, String name) {
    return Optional.of(fields.path(name).asText("")).filter(text -> !text.isEmpty());
  }

  /** Whether the bytes are a value of JSON and nothing more. */
  static boolean isWhole(byte[] bytes) throws IOException {
    try {
      return !JSON.readTree(bytes).isMissingNode();
    } catch (JsonProcessingException e) {
      return false;
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
    return UserError.at(
        file,
        number,
        "not a run: "
            + reason
            + "; expected a JSON object with study, row, task, seed, configHash, dataHash and"
            + " metrics",
        cause);
  }
}
