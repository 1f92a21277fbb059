package io.sequent.common.train;

import io.sequent.common.train.history.History;

/** Follows a training. */
public interface TrainingListener {
  /**
   * Called after each pass over the training examples without their labels, see {@link
   * Pretraining}.
   *
   * @param pass number of the pass, counted from 1
   * @param passes total number of passes
   * @param seconds duration of this pass
   */
  default void pretrainingPassDone(int pass, int passes, double seconds) {}

  /** Called before the first update. */
  default void trainingStarted(TrainingExtent extent) {}

  /** Called after each update. */
  default void batchDone(BatchRecord batch) {}

  /**
   * Called once an epoch is trained, validated and, with checkpoints, saved.
   *
   * @param history all epochs so far, this one last
   */
  default void epochDone(History history) {}

  /**
   * Called at the end of the training, even if it failed.
   *
   * @param history all completed epochs
   */
  default void trainingEnded(History history) {}
}
