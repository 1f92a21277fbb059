package io.sequent.common.network.build;

import io.sequent.common.UserError;
import io.sequent.common.config.Config;
import io.sequent.common.config.Setting;
import io.sequent.common.network.crf.ForbiddenTransitions;
import io.sequent.common.network.crf.LinearChainCrf;
import io.sequent.common.network.loss.ConsistentCrossEntropy;
import io.sequent.common.network.loss.Loss;
import io.sequent.common.network.loss.WeightedClasses;
import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/**
 * Builds the output layer of a network, with the loss, out of settings.
 *
 * @param dropout of its input
 * @param weights weight of each class in the loss, for outputs of each sequence
 */
record OutputLayers(Config config, @Nullable IDropout dropout, ClassWeights weights) {
  /** One output of each sequence, labels [batch, outputs]. */
  Layer perSequence(int outputs) {
    return new OutputLayer.Builder(weightedLoss())
        .nOut(outputs)
        .activation(config.get(NetworkSettings.LOSS).activation())
        .dropOut(dropout)
        .build();
  }

  /** One output of each sequence, which the layer below has already computed. */
  Layer ofSums(int outputs) {
    LossLayer layer =
        new LossLayer.Builder(weightedLoss())
            .activation(config.get(NetworkSettings.LOSS).activation())
            .build();
    // Its builder refuses the number, and without it Deeplearning4j warns of a size of zero.
    layer.setNOut(outputs);
    return layer;
  }

  private ILossFunction weightedLoss() {
    double consistency = config.get(NetworkSettings.CONSISTENCY);
    ILossFunction loss = consistency > 0 ? consistentLoss(consistency) : loss();
    return weights.areSame() ? loss : new WeightedClasses(loss, weights.values());
  }

  /** One output of each step, labels [batch, outputs, time]. */
  Layer perStep(int outputs, ForbiddenTransitions forbidden) {
    return switch (config.get(NetworkSettings.OUTPUT)) {
      case SOFTMAX ->
          new RnnOutputLayer.Builder(loss())
              .nOut(outputs)
              .activation(config.get(NetworkSettings.LOSS).activation())
              .dropOut(dropout)
              .build();
      case CRF -> {
        requireDefault(NetworkSettings.LOSS);
        requireDefault(NetworkSettings.LABEL_SMOOTHING);
        requireDefault(NetworkSettings.FOCAL_GAMMA);
        yield new LinearChainCrf.Builder(outputs).forbidden(forbidden).dropOut(dropout).build();
      }
    };
  }

  private void requireDefault(Setting<?> setting) {
    if (config.has(setting) && !config.get(setting).equals(setting.defaultValue())) {
      throw new UserError(
          "setting '%s': %s, but a CRF has a loss of its own; set %s to %s or output to softmax"
              .formatted(
                  setting, config.asText().get(setting.name()), setting, setting.defaultText()));
    }
  }

  private ILossFunction consistentLoss(double consistency) {
    requireCrossEntropy(NetworkSettings.CONSISTENCY, consistency);
    return new ConsistentCrossEntropy(consistency, config.get(NetworkSettings.LABEL_SMOOTHING));
  }

  private void requireCrossEntropy(Setting<Double> setting, double value) {
    Loss loss = config.get(NetworkSettings.LOSS);
    if (loss != Loss.CROSS_ENTROPY) {
      throw new UserError(
          "setting '%s': %s, but the loss is %s; set %s to 0 or loss to %s"
              .formatted(
                  setting, value, Setting.label(loss), setting, Setting.label(Loss.CROSS_ENTROPY)));
    }
  }

  private ILossFunction loss() {
    Loss loss = config.get(NetworkSettings.LOSS);
    double smoothing = config.get(NetworkSettings.LABEL_SMOOTHING);
    if (smoothing > 0) {
      requireCrossEntropy(NetworkSettings.LABEL_SMOOTHING, smoothing);
    }
    return loss.function(
        config.get(NetworkSettings.FOCAL_GAMMA),
        config.get(NetworkSettings.HUBER_DELTA),
        smoothing);
  }
}
