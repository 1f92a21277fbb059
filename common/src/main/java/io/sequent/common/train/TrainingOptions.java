package io.sequent.common.train;

import io.sequent.common.config.CommonSettings;
import io.sequent.common.config.Config;
import io.sequent.common.evaluation.Metric;

/**
 * Options of the training loop.
 *
 * @param seed seed of shuffling and dropout
 * @param epochs maximum number of epochs
 * @param patience epochs without a better metric before training stops, 0 for never
 * @param metric validation metric that determines the best epoch
 * @param weightAveraging decay of the moving average of the weights, from 0 (no averaging) to below
 *     1
 * @param pretraining what the network learns before the first epoch
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
