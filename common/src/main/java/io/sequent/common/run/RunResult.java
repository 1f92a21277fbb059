package io.sequent.common.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sequent.common.UserError;
import io.sequent.common.io.AtomicFile;
import io.sequent.common.io.JsonNumbers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code result.json} says of a finished run; docs/result-json.md explains every field.
 *
 * @param schemaVersion {@link #SCHEMA_VERSION} of the writer
 * @param task the task's name
 * @param metrics by split ({@code validation}, {@code test}), then by name; NaN where not defined
 *     on the data. A trial of a search has no {@code test}
 * @param selectedBy the validation metric that chose the epoch
 * @param bestEpoch the epoch, from 1, whose weights were kept
 * @param epochs epochs trained
 * @param parameters weights of the network
 * @param examples by split
 * @param seconds by phase: {@code prepare}, {@code train}, {@code evaluate}
 * @param samplesPerSecond training examples a second, over all epochs
 * @param predictionsPerSecond test examples that are predicted in a second on one core; NaN where
 *     not measured, as in older versions
 * @param otherLoad share of the machine's processors that other processes took meanwhile, 0..1;
 *     null where the system does not tell
 * @param seed the seed
 * @param sample whether the data was the bundled sample, whose figures mean nothing
 * @param samples texts that the model wrote, by caption
 * @param config every setting as a user would write it
 * @param provenance code, versions, machine and data
 */
public record RunResult(
    int schemaVersion,
    String task,
    Map<String, Map<String, Double>> metrics,
    String selectedBy,
    int bestEpoch,
    int epochs,
    long parameters,
    Map<String, Integer> examples,
    Map<String, Double> seconds,
    double samplesPerSecond,
    double predictionsPerSecond,
    @Nullable Double otherLoad,
    long seed,
    boolean sample,
    Map<String, String> samples,
    Map<String, String> config,
    Provenance provenance) {

  public static final int SCHEMA_VERSION = 1;

  /** The splits of {@code metrics}. */
  public static final String VALIDATION = "validation";

  public static final String TEST = "test";

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .addModule(JsonNumbers.nanAsNull())
          .build();

  /** Whether the run was evaluated on the test set. */
  public boolean tested() {
    return metrics.containsKey(TEST);
  }

  /** Writes the file atomically. */
  public void write(Path file) throws IOException {
    AtomicFile.write(file, JSON.writeValueAsString(this) + "\n");
  }

  /**
   * Reads the file.
   *
   * @throws UserError if it is not a result of a version that this toolkit knows
   */
  public static RunResult read(Path file) {
    try {
      RunResult result = JSON.readValue(file.toFile(), RunResult.class);
      if (result.schemaVersion != SCHEMA_VERSION) {
        throw new UserError(
            file + ": schema version " + result.schemaVersion + ", expected " + SCHEMA_VERSION);
      }
      return result;
    } catch (JsonProcessingException e) {
      throw new UserError(file + ": not a result of a run: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new UserError(file + ": not a result of a run: " + e.getMessage(), e);
    }
  }
}
