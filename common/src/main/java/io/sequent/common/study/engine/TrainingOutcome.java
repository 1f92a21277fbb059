package io.sequent.common.study.engine;

import io.sequent.common.run.Provenance;

/** How a training ended. */
public sealed interface TrainingOutcome {
  /** Its run folder holds the result. */
  record Finished() implements TrainingOutcome {}

  /**
   * It failed, and would fail again.
   *
   * @param reason one line
   * @param node where, as in {@link TrainingWatch#begunOn}
   * @param provenance the data and the machine
   */
  record Failed(String reason, String node, Provenance provenance) implements TrainingOutcome {}
}
