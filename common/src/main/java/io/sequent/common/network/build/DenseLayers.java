package io.sequent.common.network.build;

import io.sequent.common.UserError;
import io.sequent.common.config.Config;
import io.sequent.common.network.layer.Dense;
import io.sequent.common.network.transformer.LayerNorm;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.activations.Activation;

/** Builds the dense layers of a network out of settings. */
record DenseLayers(Config config) {
  /** Units of each; empty without dense layers. */
  List<Integer> units() {
    return config.get(NetworkSettings.DENSE);
  }

  Activation activation() {
    return config.get(NetworkSettings.ACTIVATION).activation();
  }

  /** All of them. */
  List<Layer> all(boolean batchNorm) {
    return of(units(), null, batchNorm);
  }

  /** All but the first, which the caller has built. */
  List<Layer> afterFirst(boolean batchNorm) {
    return of(units().subList(1, units().size()), dropout(), batchNorm);
  }

  /** Batch normalisation of sums, then the activation. */
  List<Layer> normalised() {
    return List.of(
        new BatchNormalization.Builder().build(),
        new ActivationLayer.Builder().activation(activation()).build());
  }

  /** Layer normalisation of what a dense layer puts out; empty without. */
  List<Layer> layerNorm() {
    return config.has(NetworkSettings.LAYER_NORM) && config.get(NetworkSettings.LAYER_NORM)
        ? List.of(new LayerNorm.Builder().build())
        : List.of();
  }

  /**
   * @param dropout at the first one's input: Deeplearning4j drops at the input of the layer above
   */
  private List<Layer> of(List<Integer> units, @Nullable IDropout dropout, boolean batchNorm) {
    boolean concat = config.get(NetworkSettings.DENSE_CONCAT);
    if (batchNorm && concat) {
      throw new UserError(
          "setting 'dense-concat': cannot be combined with batch-norm, set one of them to false");
    }
    List<Layer> layers = new ArrayList<>();
    IDropout below = dropout;
    for (int size : units) {
      if (batchNorm) {
        layers.add(
            new DenseLayer.Builder()
                .nOut(size)
                .dropOut(below)
                .activation(Activation.IDENTITY)
                .hasBias(false)
                .build());
        layers.addAll(normalised());
      } else {
        layers.add(
            new Dense.Builder(size).concat(concat).dropOut(below).activation(activation()).build());
      }
      layers.addAll(layerNorm());
      below = dropout();
    }
    return layers;
  }

  /** At the input of every dense layer but the first. */
  private @Nullable IDropout dropout() {
    return dropout(config.get(NetworkSettings.DENSE_DROPOUT));
  }

  /** At the input of the output layer. */
  @Nullable IDropout outputDropout() {
    double dropout = config.get(NetworkSettings.OUTPUT_DROPOUT);
    if (units().isEmpty()) {
      return dropout(dropout);
    }
    if (dropout > 0) {
      throw new UserError(
          "setting 'output-dropout': %s, but there are dense layers; set dense-dropout instead"
              .formatted(dropout));
    }
    return dropout();
  }

  private static @Nullable IDropout dropout(double probability) {
    return probability == 0 ? null : new Dropout(1 - probability);
  }
}
