package io.sequent.common.export.layer;

import org.deeplearning4j.nn.conf.layers.Layer;

/**
 * Puts layers of one kind into a graph.
 *
 * @param <C> their configuration
 */
@FunctionalInterface
interface LayerExporter<C extends Layer> {
  /**
   * Adds the nodes of a layer, as it computes when it is not trained.
   *
   * @param in what it reads
   * @return what it puts out
   * @throws io.sequent.common.UserError if some option of the layer has no counterpart
   */
  Activations add(LayerNodes<C> layer, Activations in);
}
