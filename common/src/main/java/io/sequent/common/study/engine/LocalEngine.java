package io.sequent.common.study.engine;

import io.sequent.common.network.engine.NativeThreads;
import io.sequent.common.train.TrainingListener;
import io.sequent.common.train.display.ProgressDisplay;
import java.io.IOException;
import java.io.PrintStream;

/** Trains in this process; several trainings share its cores. */
public final class LocalEngine implements TrainingEngine {
  private final int parallel;
  private final PrintStream notes;

  /**
   * @param parallel trainings at the same time, at least 1
   * @param notes gets the display of a training that has the process for itself
   */
  public LocalEngine(int parallel, PrintStream notes) {
    this.parallel = parallel;
    this.notes = notes;
  }

  @Override
  public int capacity() {
    return parallel;
  }

  @Override
  public TrainingOutcome train(TrainingOrder order, TrainingWatch watch) throws IOException {
    NativeThreads.arrange(parallel);
    watch.begunOn("");
    // The bars of several trainings would overwrite each other.
    TrainingListener display =
        parallel == 1 ? new ProgressDisplay(notes) : new EpochReporter(watch::epochDone);
    return RunTraining.of(order, display)
        .<TrainingOutcome>map(reason -> new TrainingOutcome.Failed(reason, "", order.provenance()))
        .orElseGet(TrainingOutcome.Finished::new);
  }

  @Override
  public void close() {
    // Nothing is under way when nobody waits for it.
  }
}
