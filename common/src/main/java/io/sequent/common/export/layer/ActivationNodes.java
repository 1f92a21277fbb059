package io.sequent.common.export.layer;

import io.sequent.common.export.onnx.Attribute;
import io.sequent.common.export.onnx.OnnxGraph;
import io.sequent.common.export.onnx.Value;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationELU;
import org.nd4j.linalg.activations.impl.ActivationGELU;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.activations.impl.ActivationSwish;
import org.nd4j.linalg.activations.impl.ActivationTanH;

/** Activation functions as nodes. */
final class ActivationNodes {
  /** ND4J's approximation, x σ(1.702 x) (Hendrycks and Gimpel 2016, section 2). */
  private static final double GELU_SCALE = 1.702;

  private static final Attribute LAST_AXIS = Attribute.of("axis", -1);

  private ActivationNodes() {}

  /**
   * Adds one.
   *
   * @throws io.sequent.common.UserError if it has no counterpart
   */
  static Value add(LayerNodes<?> layer, IActivation activation, Value x) {
    OnnxGraph graph = layer.graph();
    if (activation instanceof ActivationIdentity) {
      return x;
    }
    if (activation instanceof ActivationTanH) {
      return graph.add("Tanh", x);
    }
    if (activation.equals(new ActivationReLU())) {
      return graph.add("Relu", x);
    }
    if (activation instanceof ActivationLReLU leaky) {
      return graph.add("LeakyRelu", x, Attribute.of("alpha", leaky.getAlpha()));
    }
    if (activation instanceof ActivationELU elu) {
      return graph.add("Elu", x, Attribute.of("alpha", elu.getAlpha()));
    }
    if (activation.equals(new ActivationGELU())) {
      return gated(graph, x, graph.add("Mul", x, graph.number(GELU_SCALE)));
    }
    if (activation instanceof ActivationSwish) {
      return gated(graph, x, x);
    }
    if (activation instanceof ActivationSigmoid) {
      return graph.add("Sigmoid", x);
    }
    if (activation instanceof ActivationSoftmax) {
      return graph.add("Softmax", x, LAST_AXIS);
    }
    throw layer.refused("activation %s has no counterpart".formatted(activation));
  }

  private static Value gated(OnnxGraph graph, Value x, Value gate) {
    return graph.add("Mul", x, graph.add("Sigmoid", gate));
  }
}
