package io.sequent.common.network.layer;

import io.sequent.common.network.engine.Precision;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;

/** Sets the precision of layers. */
public final class LayerPrecision {
  private LayerPrecision() {}

  /**
   * Sets the precision of a layer of ours, frozen or not; others always compute with floats.
   *
   * @return the layer
   */
  public static <L extends Layer> L set(L layer, Precision precision) {
    if (layer instanceof FrozenLayer frozen) {
      set(frozen.getLayer(), precision);
    } else if (layer instanceof HasPrecision ours) {
      ours.setPrecision(precision);
    }
    return layer;
  }
}
