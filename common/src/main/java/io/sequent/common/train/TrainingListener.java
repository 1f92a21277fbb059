package io.sequent.common.train;

import io.sequent.common.train.history.History;

/** Watches a training. */
public interface TrainingListener {
  /**
   * The training examples were gone through once without their labels, see {@link Pretraining}.
   *
   * @param pass which time, from 1
   * @param passes how often that is to be
   * @param seconds how long this time took
   */
  default void pretrainingPassDone(int pass, int passes, double seconds) {}

  /** What is ahead. */
  default void trainingStarted(TrainingExtent extent) {}

  /** One update was made. */
  default void batchDone(BatchRecord batch) {}

  /**
   * One epoch was trained, validated and, where wanted, saved.
   *
   * @param history all epochs so far, this one last
   */
  default void epochDone(History history) {}

  /**
   * The training is over, be it by an error.
   *
   * @param history all completed epochs
   */
  default void trainingEnded(History history) {}
}
