package io.sequent.common.experiment;

import io.sequent.common.evaluation.Evaluation;
import io.sequent.common.run.RunResult;
import io.sequent.common.train.history.History;

/**
 * What an experiment came to.
 *
 * @param result what is recorded in {@code result.json}
 * @param history its epochs
 * @param verdict over the test set; over the validation set where the test set was {@linkplain
 *     Experiment#untested left alone}
 */
public record Outcome(RunResult result, History history, Evaluation verdict) {}
