package io.sequent.common.experiment;

import io.sequent.common.evaluation.Evaluation;
import io.sequent.common.run.RunRecord;

/**
 * The result of an experiment.
 *
 * @param run what is recorded in {@code result.json}
 * @param evaluation on the test set; on the validation set where the test set was {@linkplain
 *     Experiment#within left alone}
 */
public record Outcome(RunRecord run, Evaluation evaluation) {}
