package io.sequent.common.network.build;

import io.sequent.common.UserError;
import io.sequent.common.config.Config;
import io.sequent.common.network.build.TokenInput.Encoder;
import io.sequent.common.network.layer.convolution.SequenceConvolution;
import io.sequent.common.network.layer.convolution.WindowMaximum;
import io.sequent.common.network.layer.normalization.SequenceBatchNorm;
import io.sequent.common.network.layer.pooling.Pooling;
import io.sequent.common.network.recurrent.Orthogonal;
import io.sequent.common.network.recurrent.Recurrent;
import io.sequent.common.network.transformer.Transformer;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.conf.layers.Layer;

/**
 * Builds the layers of an encoder out of settings.
 *
 * @param maxLength steps of the longest sequence, for encoders that number them; otherwise ignored
 */
record EncoderLayers(Config config, int maxLength) {
  /**
   * The layers.
   *
   * @param inputs numbers at each step
   * @param channelDropout the probability of dropping one of them throughout a sequence, if that is
   *     up to the encoder
   */
  List<Layer> of(Encoder encoder, int inputs, double channelDropout) {
    return switch (encoder) {
      case NONE -> List.of();
      case RECURRENT -> recurrent(inputs, channelDropout);
      case CONVOLUTION -> List.of(convolution());
      case HYBRID -> hybrid();
      case TRANSFORMER -> transformer();
    };
  }

  private Layer convolution() {
    return new SequenceConvolution.Builder(
            config.get(NetworkSettings.WIDTHS), config.get(NetworkSettings.FILTERS))
        .activation(config.get(NetworkSettings.CONVOLUTION_ACTIVATION).activation())
        .build();
  }

  private List<Layer> hybrid() {
    List<Layer> layers = new ArrayList<>();
    layers.add(convolution());
    layers.add(new WindowMaximum(config.get(NetworkSettings.POOL_SIZE)));
    layers.addAll(norm());
    int channels =
        Math.multiplyExact(
            config.get(NetworkSettings.FILTERS), config.get(NetworkSettings.WIDTHS).size());
    layers.addAll(recurrent(channels, config.get(NetworkSettings.DROPOUT)));
    layers.addAll(norm());
    return layers;
  }

  private List<Layer> norm() {
    return config.get(NetworkSettings.BATCH_NORM)
        ? List.of(new SequenceBatchNorm.Builder().build())
        : List.of();
  }

  private List<Layer> transformer() {
    return new Transformer(
            config.get(NetworkSettings.BLOCKS),
            config.get(NetworkSettings.HEADS),
            config.get(NetworkSettings.FEED_FORWARD))
        .maxLength(maxLength)
        .classToken(config.get(NetworkSettings.POOLING).contains(Pooling.FIRST))
        .dropout(config.get(NetworkSettings.DROPOUT))
        .attentionDropout(config.get(NetworkSettings.ATTENTION_DROPOUT))
        .layers();
  }

  private List<Layer> recurrent(int inputs, double inputDropout) {
    int count = config.get(NetworkSettings.LAYERS);
    Directions directions = config.get(NetworkSettings.BIDIRECTIONAL);
    int passes = passes(inputs, directions, count);
    double dropout = config.get(NetworkSettings.DROPOUT);
    List<Layer> layers = new ArrayList<>();
    for (int layer = 0; layer < count; layer++) {
      boolean first = layer == 0;
      boolean bidirectional = directions.both(layer, count);
      layers.add(
          new Recurrent.Builder(
                  config.get(NetworkSettings.CELL), config.get(NetworkSettings.HIDDEN))
              .bidirectional(bidirectional)
              .passes(bidirectional ? 1 : passes)
              .passActivation(config.get(NetworkSettings.PASS_ACTIVATION).activation())
              .inputDropout(first ? inputDropout : 0)
              .recurrentDropout(config.get(NetworkSettings.RECURRENT_DROPOUT))
              .weightDropout(config.get(NetworkSettings.WEIGHT_DROPOUT))
              .concat(config.get(NetworkSettings.RECURRENT_CONCAT))
              .dropOut(first || dropout == 0 ? null : new Dropout(1 - dropout))
              .weightInitRecurrent(new Orthogonal())
              .build());
    }
    return layers;
  }

  /**
   * How many times each layer of one direction is applied.
   *
   * @param inputs numbers at each step of the first layer's input; any other layer of one direction
   *     has as many inputs as outputs
   */
  private int passes(int inputs, Directions directions, int layers) {
    int passes = config.get(NetworkSettings.PASSES);
    int hidden = config.get(NetworkSettings.HIDDEN);
    if (passes > 1 && directions.both(0, layers)) {
      throw new UserError(
          "setting 'passes': %d, but a bidirectional layer is applied once; set bidirectional to"
                  .formatted(passes)
              + " false, or to top with at least 2 layers");
    }
    if (passes > 1 && inputs != hidden) {
      throw new UserError(
          "setting 'passes': %d, but the input of the recurrent layers is %d wide and their output"
                  .formatted(passes, inputs)
              + " %d, expected the same; set hidden%s"
                  .formatted(hidden, config.has(NetworkSettings.EMBEDDING) ? " or embedding" : ""));
    }
    return passes;
  }
}
