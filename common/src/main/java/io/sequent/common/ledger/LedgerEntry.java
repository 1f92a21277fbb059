package io.sequent.common.ledger;

import io.sequent.common.run.Provenance;
import io.sequent.common.run.RunResult;
import io.sequent.common.train.history.EpochRecord;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One run in the {@link Ledger}: a line of JSON with these fields in this order. Fields that a line
 * lacks are empty, 0 or, for {@code double}, NaN; only study, row, task, the two hashes and the
 * metrics must be there.
 *
 * @param schemaVersion {@link #SCHEMA_VERSION} of the writer
 * @param study the study that asked for the run; of a search {@link #SEARCH} and its name
 * @param row the row of the study's table that the run belongs to
 * @param task the task's name
 * @param seed the seed
 * @param status {@link #FINISHED}, which is also meant where it is missing, or {@link #FAILED}
 * @param reason why it failed; null unless it did
 * @param time when it was recorded: UTC, ISO-8601 to seconds
 * @param configHash what tells its settings from others
 * @param dataHash what tells its data from others
 * @param config every setting as a user would write it, in order
 * @param metrics by split ({@code validation}, {@code test}), then by name; NaN where not defined;
 *     a trial of a search has no {@code test}
 * @param selectedBy the validation metric that chose the epoch
 * @param bestEpoch the epoch, from 1, whose weights were kept
 * @param epochs epochs trained
 * @param seconds how long the training took, without preparation and evaluation
 * @param otherLoad the share of the machine that other processes took meanwhile, 0..1; NaN if
 *     unknown
 * @param predictionsPerSecond test examples that are predicted in a second on one core
 * @param parameters weights of the network
 * @param examples by split
 * @param history the epochs
 * @param scores by metric, what {@link io.sequent.common.evaluation.ExampleScores#encode} makes of
 *     the test examples
 * @param samples by caption, text that the model wrote
 * @param sample whether the data was the bundled sample, whose figures mean nothing
 * @param provenance code, versions, machine and data
 */
public record LedgerEntry(
    int schemaVersion,
    String study,
    String row,
    String task,
    long seed,
    String status,
    @Nullable String reason,
    String time,
    String configHash,
    String dataHash,
    Map<String, String> config,
    Map<String, Map<String, Double>> metrics,
    String selectedBy,
    int bestEpoch,
    int epochs,
    double seconds,
    double otherLoad,
    double predictionsPerSecond,
    long parameters,
    Map<String, Integer> examples,
    List<EpochRecord> history,
    Map<String, String> scores,
    Map<String, String> samples,
    boolean sample,
    Provenance provenance) {

  public static final int SCHEMA_VERSION = 1;

  /** What the study of a search begins with. */
  public static final String SEARCH = "tune-";

  public static final String FINISHED = "finished";
  public static final String FAILED = "failed";

  /** Takes null for what a line of JSON lacks. */
  public LedgerEntry {
    required("study", study);
    required("row", row);
    required("task", task);
    required("configHash", configHash);
    required("dataHash", dataHash);
    required("metrics", metrics);
    schemaVersion = schemaVersion == 0 ? SCHEMA_VERSION : schemaVersion;
    status = Objects.requireNonNullElse(status, FINISHED);
    if (!status.equals(FINISHED) && !status.equals(FAILED)) {
      throw new IllegalArgumentException(
          "status '" + status + "', expected '" + FINISHED + "' or '" + FAILED + "'");
    }
    time = Objects.requireNonNullElse(time, "");
    selectedBy = Objects.requireNonNullElse(selectedBy, "");
    config = ordered(config);
    Map<String, Map<String, Double>> bySplit = new LinkedHashMap<>();
    metrics.forEach((split, values) -> bySplit.put(split, ordered(values)));
    metrics = Collections.unmodifiableMap(bySplit);
    examples = ordered(examples);
    history = history == null ? List.of() : List.copyOf(history);
    scores = ordered(scores);
    samples = ordered(samples);
    provenance = whole(provenance, dataHash);
  }

  /** Whether the run came to its end, so that it need not be done again. */
  public boolean finished() {
    return status.equals(FINISHED);
  }

  /** Whether the run came to its end but was not evaluated on the test set, as a trial is. */
  public boolean untested() {
    return finished() && !metrics.containsKey(RunResult.TEST);
  }

  /** Whether a study's name is that of a search. */
  public static boolean isSearch(String study) {
    return study.startsWith(SEARCH);
  }

  private static void required(String field, @Nullable Object value) {
    if (value == null || value.equals("")) {
      throw new IllegalArgumentException("no '" + field + "'");
    }
  }

  private static <V> Map<String, V> ordered(@Nullable Map<String, V> map) {
    return map == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }

  private static Provenance whole(@Nullable Provenance partial, String dataHash) {
    return partial == null
        ? new Provenance("unknown", Map.of(), Map.of(), Map.of(), dataHash)
        : new Provenance(
            Objects.requireNonNullElse(partial.commit(), "unknown"),
            ordered(partial.versions()),
            ordered(partial.machine()),
            ordered(partial.data()),
            Objects.requireNonNullElse(partial.dataHash(), dataHash));
  }
}
