package io.sequent.common.experiment;

import io.sequent.common.report.Picture;
import io.sequent.common.task.Model;
import io.sequent.common.task.Preparation;
import io.sequent.common.train.history.History;
import java.util.OptionalDouble;

/**
 * A model with its training.
 *
 * @param model with the weights of the best epoch
 * @param history all epochs, those before a resumption included; at least one
 * @param gradients how large the gradients were over the training
 * @param otherLoad the share of the machine that other processes used meanwhile, 0 to 1
 */
record CompletedTraining<P extends Preparation>(
    Model<P> model, History history, Picture gradients, OptionalDouble otherLoad) {

  /** The same training with other decisions made on the validation set. */
  CompletedTraining<P> calibrated(Model<P> calibrated) {
    return new CompletedTraining<>(calibrated, history, gradients, otherLoad);
  }
}
