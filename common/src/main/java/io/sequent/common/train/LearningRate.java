package io.sequent.common.train;

import java.util.Map;
import java.util.Set;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.TrainingConfig;
import org.deeplearning4j.nn.conf.layers.wrapper.BaseWrapperLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.IUpdater;

/**
 * Sets the learning rate of a network between two updates.
 *
 * <p>Deeplearning4j's {@code MultiLayerNetwork.setLearningRate} rebuilds and copies the whole
 * updater state each time, and misses layers inside {@code Bidirectional} and {@code LastTimeStep}.
 * The running updaters read the rate from their {@link IUpdater} at every update, so it is enough
 * to set it there; that costs microseconds and touches no state.
 */
final class LearningRate {
  private LearningRate() {}

  /**
   * Gives every parameter the same learning rate; updaters without one, such as AdaDelta, stay as
   * they are.
   */
  static void set(MultiLayerNetwork network, double rate) {
    for (int i = 0; i < network.getnLayers(); i++) {
      Layer layer = network.getLayer(i);
      Map<String, INDArray> parameters = layer.paramTable(false);
      if (parameters != null) {
        // Wrappers train a copy of their configuration. The original must follow, for it is what a
        // checkpoint saves, and the layout of the updater state depends on which rates are equal.
        set(layer.getConfig(), parameters.keySet(), rate);
        set(
            unwrapped(network.getLayerWiseConfigurations().getConf(i).getLayer()),
            parameters.keySet(),
            rate);
      }
    }
  }

  private static TrainingConfig unwrapped(org.deeplearning4j.nn.conf.layers.Layer configuration) {
    return configuration instanceof BaseWrapperLayer wrapper
        ? unwrapped(wrapper.getUnderlying())
        : configuration;
  }

  private static void set(TrainingConfig layer, Set<String> parameters, double rate) {
    for (String parameter : parameters) {
      IUpdater updater = layer.getUpdaterByParam(parameter);
      // Frozen layers have none.
      if (updater != null && updater.hasLearningRate()) {
        updater.setLrAndSchedule(rate, null);
      }
    }
  }
}
