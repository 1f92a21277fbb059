package io.sequent.common.export.layer;

import io.sequent.common.UserError;
import io.sequent.common.export.onnx.Attribute;
import io.sequent.common.export.onnx.OnnxGraph;
import io.sequent.common.export.onnx.Value;
import java.util.List;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A layer on its way into a graph. Parameters go by the names under which a model file has them.
 *
 * @param index in its network, from 0
 * @param conf its configuration
 * @param layer with its weights
 * @param form how the network is used
 */
record LayerNodes<C extends Layer>(
    int index, C conf, org.deeplearning4j.nn.api.Layer layer, OnnxGraph graph, NetworkForm form) {
  /** A parameter. */
  INDArray parameter(String name) {
    INDArray array = layer.getParam(name);
    if (array == null) {
      throw new IllegalStateException(
          "no parameter '%s' among %s".formatted(name, layer.paramTable().keySet()));
    }
    return array;
  }

  /** The numbers of a parameter, those of its last dimension one after the other. */
  float[] numbers(String name) {
    return parameter(name).dup('c').data().asFloat();
  }

  /** A parameter in its shape. */
  Value weights(String name) {
    return graph.floats(name, numbers(name), parameter(name).shape());
  }

  /** A parameter as a vector. */
  Value vector(String name) {
    float[] numbers = numbers(name);
    return graph.floats(name, numbers, numbers.length);
  }

  /** {@code Wx + b} of each vector or step. */
  Value affine(Value x, String weights, String bias) {
    return graph.add("Add", graph.add("MatMul", x, weights(weights)), vector(bias));
  }

  /** Values side by side, feature behind feature. */
  Value beside(List<Value> parts) {
    return parts.size() == 1 ? parts.get(0) : graph.add("Concat", parts, Attribute.of("axis", -1));
  }

  /** What is said of a layer that cannot be exported. */
  UserError refused(String why) {
    return refused(index, conf, why);
  }

  static UserError refused(int index, Layer conf, String why) {
    return new UserError(
        "layer %d (%s) cannot be exported to ONNX: %s"
            .formatted(index, conf.getClass().getSimpleName(), why));
  }
}
