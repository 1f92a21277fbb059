package io.sequent.common.network.build;

import io.sequent.common.UserError;
import io.sequent.common.config.CommonSettings;
import io.sequent.common.config.Config;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.weights.WeightInit;

/** Seed, updater, penalties and gradient clipping of a network, out of settings. */
final class LearningRule {
  private LearningRule() {}

  /** A configuration without layers. */
  static NeuralNetConfiguration.Builder of(Config config) {
    Optimizer optimizer = config.get(OptimizerSettings.OPTIMIZER);
    NeuralNetConfiguration.Builder learning =
        new NeuralNetConfiguration.Builder()
            .seed(config.get(CommonSettings.SEED))
            .updater(
                optimizer.updater(
                    config.get(OptimizerSettings.LEARNING_RATE),
                    config.get(OptimizerSettings.MOMENTUM)))
            .weightInit(WeightInit.XAVIER)
            .l1(config.get(NetworkSettings.L1))
            .l2(config.get(NetworkSettings.L2))
            .gradientNormalization(config.get(OptimizerSettings.GRADIENT_CLIPPING).normalization())
            .gradientNormalizationThreshold(config.get(OptimizerSettings.CLIP_THRESHOLD));
    double decay = config.get(OptimizerSettings.WEIGHT_DECAY);
    if (optimizer == Optimizer.ADAMW && decay > 0) {
      if (config.get(NetworkSettings.L2) > 0) {
        throw new UserError("setting 'l2': adamw has weight-decay, set one of the two to 0");
      }
      learning.weightDecay(decay, true);
    }
    return learning;
  }
}
