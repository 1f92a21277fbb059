package io.sequent.common.export.layer;

import io.sequent.common.export.onnx.Value;
import io.sequent.common.network.layer.Dense;
import java.util.List;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;

/** Dense layers, and activations on their own. */
final class DenseExport {
  private static final String WEIGHTS = "W";
  private static final String BIAS = "b";

  private DenseExport() {}

  static Activations dense(LayerNodes<Dense> layer, Activations in) {
    Value out =
        ActivationNodes.add(
            layer, layer.conf().getActivationFn(), layer.affine(in.value(), WEIGHTS, BIAS));
    return in.with(layer.conf().isConcat() ? layer.beside(List.of(in.value(), out)) : out);
  }

  /** Deeplearning4j's own. */
  static Activations vectors(LayerNodes<DenseLayer> layer, Activations in) {
    if (layer.conf().hasLayerNorm()) {
      throw layer.refused("it has a layer normalisation within");
    }
    Value sums =
        layer.conf().hasBias()
            ? layer.affine(in.value(), WEIGHTS, BIAS)
            : layer.graph().add("MatMul", in.value(), layer.weights(WEIGHTS));
    return in.with(ActivationNodes.add(layer, layer.conf().getActivationFn(), sums));
  }

  static Activations activation(LayerNodes<ActivationLayer> layer, Activations in) {
    return in.with(ActivationNodes.add(layer, layer.conf().getActivationFn(), in.value()));
  }
}
