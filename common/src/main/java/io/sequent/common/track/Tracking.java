package io.sequent.common.track;

import io.sequent.common.run.RunRecord;
import io.sequent.common.train.TrainingListener;
import java.io.Closeable;
import java.io.IOException;

/** What a {@link Tracker} is told of one training. */
public interface Tracking extends TrainingListener, Closeable {
  /**
   * Called once the model is evaluated and everything is written; not where that failed.
   *
   * @param run with the metrics on validation and test
   */
  default void runRecorded(RunRecord run) throws IOException {}

  /** Called at the very end, also after a failure. */
  @Override
  default void close() throws IOException {}
}
