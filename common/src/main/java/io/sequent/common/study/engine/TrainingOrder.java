package io.sequent.common.study.engine;

import io.sequent.common.data.DataLocation;
import io.sequent.common.run.Provenance;
import io.sequent.common.run.RunFolder;
import io.sequent.common.run.RunRecord;
import io.sequent.common.study.Study.PlannedRun;
import io.sequent.common.task.Task;
import java.util.Optional;

/**
 * A training to do.
 *
 * @param task the task
 * @param run what is trained
 * @param data what it is trained on
 * @param provenance identifies the data
 * @param scope what it is evaluated on
 * @param folder its run folder, which may hold a training that was interrupted
 * @param shorter a run with fewer epochs that has kept its checkpoint, and no other difference
 * @param continued whether a longer run may resume from this one, so that its checkpoint is kept
 * @param model whether the trained network is wanted, or the figures alone
 */
public record TrainingOrder(
    Task<?, ?> task,
    PlannedRun run,
    DataLocation data,
    Provenance provenance,
    RunRecord.Scope scope,
    RunFolder folder,
    Optional<RunFolder> shorter,
    boolean continued,
    boolean model) {}
