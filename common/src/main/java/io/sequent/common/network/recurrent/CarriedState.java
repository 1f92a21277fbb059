package io.sequent.common.network.recurrent;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * Lets a network read sequences that are longer than a batch: while it is open, each batch, in
 * training and in {@code output}, starts from the state in which the previous one ended, sequence
 * by sequence. The first one starts from an empty state. Only values are carried; no gradient flows
 * back into the batch before (truncated back-propagation, Williams and Peng, 1990).
 *
 * <p>If a batch has fewer sequences than the one before, the last of those have ended.
 *
 * <pre>{@code
 * try (CarriedState state = CarriedState.of(network, true)) {
 *   for (DataSet batch : consecutive) {
 *     step.fit(batch);
 *   }
 * }
 * }</pre>
 */
public final class CarriedState implements AutoCloseable {
  private final List<RecurrentLayer> layers;

  private CarriedState(List<RecurrentLayer> layers) {
    this.layers = layers;
    layers.forEach(layer -> layer.carry(true));
  }

  /**
   * Begins with an empty state.
   *
   * @param consecutive whether batches are consecutive; otherwise no state is carried
   * @throws IllegalArgumentException if the network has a recurrent layer that is not a {@link
   *     Recurrent} in one direction
   */
  public static CarriedState of(MultiLayerNetwork network, boolean consecutive) {
    List<RecurrentLayer> layers = new ArrayList<>();
    if (consecutive) {
      for (Layer layer : network.getLayers()) {
        if (layer instanceof RecurrentLayer recurrent && !recurrent.layerConf().isBidirectional()) {
          layers.add(recurrent);
        } else if (layer instanceof org.deeplearning4j.nn.api.layers.RecurrentLayer) {
          throw new IllegalArgumentException(
              "layer %d (%s) cannot carry its state from batch to batch, expected Recurrent in one direction"
                  .formatted(layer.getIndex(), layer.conf().getLayer().getClass().getSimpleName()));
        }
      }
    }
    return new CarriedState(layers);
  }

  /** From now on each batch starts from an empty state again. */
  @Override
  public void close() {
    layers.forEach(layer -> layer.carry(false));
  }
}
