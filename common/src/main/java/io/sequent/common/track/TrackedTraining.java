package io.sequent.common.track;

import io.sequent.common.run.RunRecord;
import io.sequent.common.train.TrainingListener;
import io.sequent.common.train.history.History;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells trackers of a training. One that fails is logged, left out from then on, and costs nothing
 * of the training.
 */
public final class TrackedTraining implements TrainingListener, Closeable {
  private static final Logger log = LoggerFactory.getLogger(TrackedTraining.class);

  /** Those that have not failed, by name. */
  private final Map<String, Tracking> trackings = new LinkedHashMap<>();

  /** Begins to follow a training with some trackers, perhaps none. */
  public TrackedTraining(List<Tracker> trackers, TrackedRun run) {
    for (Tracker tracker : trackers) {
      attempt(tracker.name(), () -> trackings.put(tracker.name(), tracker.open(run)));
    }
  }

  @FunctionalInterface
  private interface Steps {
    void take() throws IOException;
  }

  @FunctionalInterface
  private interface Call {
    void on(Tracking tracking) throws IOException;
  }

  private void attempt(String tracker, Steps steps) {
    try {
      steps.take();
    } catch (IOException
        | RuntimeException
        | LinkageError
        | OutOfMemoryError
        | StackOverflowError e) {
      trackings.remove(tracker);
      log.warn("The tracker {} failed; the training goes on without it", tracker, e);
    }
  }

  private void tell(Call call) {
    new ArrayList<>(trackings.entrySet())
        .forEach(entry -> attempt(entry.getKey(), () -> call.on(entry.getValue())));
  }

  @Override
  public void pretrainingPassDone(int pass, int passes, double seconds) {
    tell(tracking -> tracking.pretrainingPassDone(pass, passes, seconds));
  }

  @Override
  public void trainingStarted(TrainingExtent extent) {
    tell(tracking -> tracking.trainingStarted(extent));
  }

  @Override
  public void batchDone(BatchRecord batch) {
    tell(tracking -> tracking.batchDone(batch));
  }

  @Override
  public void epochDone(History history) {
    tell(tracking -> tracking.epochDone(history));
  }

  @Override
  public void trainingEnded(History history) {
    tell(tracking -> tracking.trainingEnded(history));
  }

  /** Tells the trackers of the result. */
  public void runRecorded(RunRecord run) {
    tell(tracking -> tracking.runRecorded(run));
  }

  @Override
  public void close() {
    tell(Tracking::close);
  }
}
