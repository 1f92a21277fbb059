package io.sequent.common.run;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sequent.common.UserError;
import io.sequent.common.evaluation.ExampleScores;
import io.sequent.common.io.AtomicFile;
import io.sequent.common.io.JsonFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** What each test example contributed to a metric, as a file of the run folder. */
final class TestScores {
  private static final JsonMapper JSON = new JsonMapper();
  private static final TypeReference<TreeMap<String, String>> TEXTS = new TypeReference<>() {};

  private TestScores() {}

  /** Writes the scores by the name of their metric. */
  static void write(Path file, Map<String, ExampleScores> scores) throws IOException {
    Map<String, String> texts = new TreeMap<>();
    scores.forEach((metric, of) -> texts.put(metric, of.encode()));
    AtomicFile.write(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(texts) + "\n");
  }

  /**
   * Reads the scores, each encoded as {@link ExampleScores#encode} says; none where a run of an
   * older version wrote none.
   *
   * @throws UserError if the file is something else
   */
  static Map<String, String> read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return Map.of();
    }
    Map<String, String> scores = JsonFile.read(file, JSON, TEXTS, "the scores of a run");
    try {
      ExampleScores.requireEncoded(scores);
    } catch (IllegalArgumentException e) {
      throw new UserError(file + ": not the scores of a run: " + e.getMessage(), e);
    }
    return scores;
  }
}
