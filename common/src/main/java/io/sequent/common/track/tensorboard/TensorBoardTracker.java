package io.sequent.common.track.tensorboard;

import io.sequent.common.track.TrackedRun;
import io.sequent.common.track.Tracker;
import io.sequent.common.track.Tracking;
import java.io.IOException;
import org.kohsuke.MetaInfServices;

/**
 * Writes event files into the folder {@code tensorboard} of a run: for each epoch the losses, the
 * validation metrics, the learning rate, the gradients and the time; at the end the test metrics.
 */
@MetaInfServices(Tracker.class)
public final class TensorBoardTracker implements Tracker {
  @Override
  public String name() {
    return "tensorboard";
  }

  @Override
  public Tracking open(TrackedRun run) throws IOException {
    return new TensorBoardTracking(run);
  }
}
