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

  /**
   * Results of one update.
   *
   * @param epoch the epoch, counted from 1
   * @param batch the batch in it, counted from 1
   * @param examples number of examples in it
   * @param loss mean loss per output that counts, before the update
   * @param learningRate learning rate of the update
   */
  public record BatchRecord(int epoch, int batch, int examples, double loss, double learningRate) {}

  /**
   * Extent of a training.
   *
   * @param firstEpoch number of the first epoch, counted from 1; higher than 1 in a resumed
   *     training
   * @param epochs number of the last epoch, unless training stops early
   * @param batches updates per epoch
   * @param examples examples per epoch
   */
  public record TrainingExtent(int firstEpoch, int epochs, int batches, int examples) {}
}
