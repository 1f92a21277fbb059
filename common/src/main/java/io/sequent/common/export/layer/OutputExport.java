package io.sequent.common.export.layer;

import io.sequent.common.export.onnx.Dimension;
import io.sequent.common.export.onnx.ElementType;
import io.sequent.common.export.onnx.OnnxGraph;
import io.sequent.common.export.onnx.Value;
import io.sequent.common.network.crf.ForbiddenTransitions;
import io.sequent.common.network.crf.LinearChainCrf;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;

/** Output layers; sequences have zeros where no step counts. */
final class OutputExport {
  /** The score of what a CRF forbids: too small to matter beside anything possible. */
  private static final float IMPOSSIBLE = -1e30f;

  private static final String WEIGHTS = "W";
  private static final String BIAS = "b";

  private OutputExport() {}

  static Activations vectors(LayerNodes<OutputLayer> layer, Activations in) {
    Value sums = sums(layer, in, layer.conf().hasBias());
    return in.with(activated(layer, layer.conf().getActivationFn(), sums));
  }

  static Activations sequences(LayerNodes<RnnOutputLayer> layer, Activations in) {
    Value sums = sums(layer, in, layer.conf().hasBias());
    Value out = activated(layer, layer.conf().getActivationFn(), sums);
    return in.with(in.with(out).masked());
  }

  /** The layer below has computed the scores. */
  static Activations scores(LayerNodes<LossLayer> layer, Activations in) {
    return in.with(activated(layer, layer.conf().getActivationFn(), in.value()));
  }

  private static Value sums(LayerNodes<?> layer, Activations in, boolean hasBias) {
    return hasBias
        ? layer.affine(in.value(), WEIGHTS, BIAS)
        : layer.graph().add("MatMul", in.value(), layer.weights(WEIGHTS));
  }

  private static Value activated(LayerNodes<?> layer, IActivation activation, Value sums) {
    OnnxGraph graph = layer.graph();
    double temperature = layer.form().temperature();
    boolean plain = temperature == 1 || !(activation instanceof ActivationSoftmax);
    Value scores = plain ? sums : graph.add("Div", sums, graph.number(temperature));
    return ActivationNodes.add(layer, activation, scores);
  }

  /** Emissions [batch, time, tags]; what else a decoder needs are outputs of their own. */
  static Activations crf(LayerNodes<LinearChainCrf> layer, Activations in) {
    int tags = Math.toIntExact(layer.conf().getNOut());
    ForbiddenTransitions forbidden = layer.conf().forbidden();
    float[] transitions = layer.numbers("transitions");
    float[] start = layer.numbers("start");
    forbidden.starts().forEach(tag -> start[tag] = IMPOSSIBLE);
    forbidden.pairs().forEach(pair -> transitions[pair.get(0) * tags + pair.get(1)] = IMPOSSIBLE);
    output(layer, "transitions", transitions, tags, tags);
    output(layer, "start", start, tags);
    output(layer, "end", layer.numbers("end"), tags);
    Value emissions = layer.affine(in.value(), WEIGHTS, BIAS);
    return in.with(in.with(emissions).masked());
  }

  private static void output(LayerNodes<?> layer, String name, float[] numbers, long... shape) {
    OnnxGraph graph = layer.graph();
    Dimension[] sizes = new Dimension[shape.length];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = Dimension.of(shape[i]);
    }
    graph.output(name, graph.floats(name, numbers, shape), ElementType.FLOAT, sizes);
  }
}
