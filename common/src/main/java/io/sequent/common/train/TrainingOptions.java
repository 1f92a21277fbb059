package io.sequent.common.train;

import io.sequent.common.config.CommonSettings;
import io.sequent.common.config.Config;

/**
 * What the training loop needs to know.
 *
 * @param seed the seed of shuffling and dropout
 * @param epochs epochs at most
 * @param patience epochs without a better metric before it stops, 0 for never
 * @param metric the validation metric that decides
 * @param weightAveraging the decay of an average of the weights, from 0, for none, to less than 1
 * @param pretraining what is learned before the first epoch
 */
public record TrainingOptions(
    long seed,
    int epochs,
    int patience,
    String metric,
    double weightAveraging,
    Pretraining pretraining) {
  /** As set by the user. */
  public static TrainingOptions from(Config config) {
    return new TrainingOptions(
        config.get(CommonSettings.SEED),
        config.get(TrainingSettings.EPOCHS),
        config.get(TrainingSettings.PATIENCE),
        config.get(TrainingSettings.METRIC),
        config.get(TrainingSettings.WEIGHT_AVERAGING),
        Pretraining.from(config));
  }
}
