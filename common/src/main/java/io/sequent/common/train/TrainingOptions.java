package io.sequent.common.train;

import io.sequent.common.config.CommonSettings;
import io.sequent.common.config.Config;
import io.sequent.common.evaluation.Metric;

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
    Metric metric,
    double weightAveraging,
    Pretraining pretraining) {
  /**
   * As set by the user.
   *
   * @param metric the validation metric that decides
   */
  public static TrainingOptions from(Config config, Metric metric) {
    return new TrainingOptions(
        config.get(CommonSettings.SEED),
        config.get(TrainingSettings.EPOCHS),
        config.get(TrainingSettings.PATIENCE),
        metric,
        config.get(TrainingSettings.WEIGHT_AVERAGING),
        Pretraining.from(config));
  }
}
