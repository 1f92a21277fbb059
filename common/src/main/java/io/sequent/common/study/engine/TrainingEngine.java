package io.sequent.common.study.engine;

import java.io.IOException;

/**
 * Does trainings, several at the same time, here or elsewhere. Each training leaves its run folder
 * as {@link RunTraining} says; recording it is the caller's part. Used by any number of threads.
 */
public interface TrainingEngine extends AutoCloseable {
  /** How many trainings may be handed out at the same time; may change at any time. */
  int capacity();

  /**
   * Does a training and waits for its end.
   *
   * @param watch is told how far it is
   * @return how it ended; a training that fails is no exception
   * @throws io.sequent.common.UserError if no training can be done like this, such as on a node
   *     that has other data
   * @throws IOException if a file cannot be read or written, or the training was cancelled
   */
  TrainingOutcome train(TrainingOrder order, TrainingWatch watch) throws IOException;

  /** Ends what is under way. */
  @Override
  void close();
}
