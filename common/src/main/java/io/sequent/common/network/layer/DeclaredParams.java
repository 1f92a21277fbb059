package io.sequent.common.network.layer;

import java.util.List;
import org.deeplearning4j.nn.conf.layers.Layer;

/** Lays out the parameters that a configuration declares. */
final class DeclaredParams extends ShapedParams {
  static final DeclaredParams INSTANCE = new DeclaredParams();

  private DeclaredParams() {}

  @Override
  protected List<Parameter> parameters(Layer layer) {
    return ((BaseFeedForwardLayer) layer).parameters();
  }
}
