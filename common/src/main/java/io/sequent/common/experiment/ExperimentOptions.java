package io.sequent.common.experiment;

import io.sequent.common.run.RunRecord;
import io.sequent.common.track.Tracker;
import java.util.List;

/**
 * What is done beside the training of an experiment. None of it changes the trained model, so no
 * record names it.
 *
 * @param keepsCheckpoint whether the state after the last epoch is kept
 * @param acceptsChangedData whether a training may resume on other data
 * @param scope the splits that the model is evaluated on
 * @param trackers told of the training
 */
record ExperimentOptions(
    boolean keepsCheckpoint,
    boolean acceptsChangedData,
    RunRecord.Scope scope,
    List<Tracker> trackers) {
  static final ExperimentOptions USUAL =
      new ExperimentOptions(false, false, RunRecord.Scope.TEST, List.of());

  ExperimentOptions {
    trackers = List.copyOf(trackers);
  }

  ExperimentOptions keepingCheckpoint() {
    return new ExperimentOptions(true, acceptsChangedData, scope, trackers);
  }

  ExperimentOptions acceptingChangedData() {
    return new ExperimentOptions(keepsCheckpoint, true, scope, trackers);
  }

  ExperimentOptions within(RunRecord.Scope splits) {
    return new ExperimentOptions(keepsCheckpoint, acceptsChangedData, splits, trackers);
  }

  ExperimentOptions trackedBy(List<Tracker> told) {
    return new ExperimentOptions(keepsCheckpoint, acceptsChangedData, scope, told);
  }
}
