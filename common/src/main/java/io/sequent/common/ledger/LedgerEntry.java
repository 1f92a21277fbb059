package io.sequent.common.ledger;

import io.sequent.common.run.RunRecord;
import io.sequent.common.train.history.History.EpochRecord;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One run in the {@link Ledger}.
 *
 * @param study the study that asked for the run; of a search {@link #SEARCH} and its name
 * @param row the row of the study's table that the run belongs to
 * @param time when it was recorded: UTC, ISO-8601 to seconds
 * @param configHash distinguishes its settings from others
 * @param dataHash distinguishes its data from others
 * @param failure why the run failed; empty for one that finished
 * @param run the result of the training
 * @param history the epochs; may be empty
 * @param scores by metric, the encoded {@linkplain
 *     io.sequent.common.evaluation.ExampleScores#encode scores} of the test examples; may be empty
 */
public record LedgerEntry(
    String study,
    String row,
    Optional<String> time,
    String configHash,
    String dataHash,
    Optional<String> failure,
    RunRecord run,
    List<EpochRecord> history,
    Map<String, String> scores) {

  /** The version of a line that this toolkit writes, and the newest that it reads. */
  public static final int SCHEMA_VERSION = 1;

  /** What the study of a search begins with. */
  public static final String SEARCH = "tune-";

  static final String FINISHED = "finished";
  static final String FAILED = "failed";

  public LedgerEntry {
    history = List.copyOf(history);
    scores = Collections.unmodifiableMap(new LinkedHashMap<>(scores));
  }

  /** Whether the run finished, so that it need not be trained again. */
  public boolean finished() {
    return failure.isEmpty();
  }

  /** Whether the entry counts where a run is to be evaluated on these splits. */
  public boolean serves(RunRecord.Scope scope) {
    return !finished() || scope.isMetBy(run);
  }

  /** {@code finished} or {@code failed}. */
  public String status() {
    return finished() ? FINISHED : FAILED;
  }

  /** Whether a study's name is that of a search. */
  public static boolean isSearch(String study) {
    return study.startsWith(SEARCH);
  }
}
