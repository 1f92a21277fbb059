package io.sequent;

import io.sequent.common.train.TrainingListener;
import io.sequent.common.train.TrainingListener.BatchRecord;
import io.sequent.common.train.TrainingListener.TrainingExtent;
import io.sequent.common.train.history.History;
import java.util.List;

/**
 * Several listeners as one.
 *
 * @param all notified in this order
 */
record TrainingListeners(List<TrainingListener> all) implements TrainingListener {
  TrainingListeners {
    all = List.copyOf(all);
  }

  @Override
  public void pretrainingPassDone(int pass, int passes, double seconds) {
    all.forEach(listener -> listener.pretrainingPassDone(pass, passes, seconds));
  }

  @Override
  public void trainingStarted(TrainingExtent extent) {
    all.forEach(listener -> listener.trainingStarted(extent));
  }

  @Override
  public void batchDone(BatchRecord batch) {
    all.forEach(listener -> listener.batchDone(batch));
  }

  @Override
  public void epochDone(History history) {
    all.forEach(listener -> listener.epochDone(history));
  }

  @Override
  public void trainingEnded(History history) {
    all.forEach(listener -> listener.trainingEnded(history));
  }
}
