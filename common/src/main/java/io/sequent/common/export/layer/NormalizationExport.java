package io.sequent.common.export.layer;

import io.sequent.common.export.onnx.Attribute;
import io.sequent.common.export.onnx.OnnxGraph;
import io.sequent.common.export.onnx.Value;
import io.sequent.common.network.layer.normalization.SequenceBatchNorm;
import io.sequent.common.network.transformer.LayerNorm;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;

/** Normalisations, over a batch by its running averages. */
final class NormalizationExport {
  private static final String GAMMA = "gamma";
  private static final String BETA = "beta";
  private static final String MEAN = "mean";
  private static final String VARIANCE = "var";

  /** What {@link SequenceBatchNorm} adds to the variance. */
  private static final double EPSILON = 1e-5;

  private NormalizationExport() {}

  static Activations layer(LayerNodes<LayerNorm> layer, Activations in) {
    return in.with(norm(layer, in.value(), GAMMA, BETA, layer.conf().getEpsilon()));
  }

  /** Each vector or step gets mean zero and variance one, then scale and shift. */
  static Value norm(LayerNodes<?> layer, Value x, String gamma, String beta, double epsilon) {
    return layer
        .graph()
        .add(
            "LayerNormalization",
            List.of(x, layer.vector(gamma), layer.vector(beta)),
            Attribute.of("axis", -1),
            Attribute.of("epsilon", epsilon));
  }

  static Activations sequences(LayerNodes<SequenceBatchNorm> layer, Activations in) {
    return in.with(
        scaled(
            layer,
            in.value(),
            layer.numbers(GAMMA),
            layer.numbers(BETA),
            layer.numbers(VARIANCE),
            EPSILON));
  }

  /** Deeplearning4j's own, of vectors. */
  static Activations vectors(LayerNodes<BatchNormalization> layer, Activations in) {
    BatchNormalization conf = layer.conf();
    float[] gamma;
    float[] beta;
    if (conf.isLockGammaBeta()) {
      gamma = filled(conf, conf.getGamma());
      beta = filled(conf, conf.getBeta());
    } else {
      gamma = layer.numbers(GAMMA);
      beta = layer.numbers(BETA);
    }
    return in.with(scaled(layer, in.value(), gamma, beta, variance(layer), conf.getEps()));
  }

  private static float[] filled(BatchNormalization conf, double value) {
    float[] numbers = new float[Math.toIntExact(conf.getNOut())];
    Arrays.fill(numbers, (float) value);
    return numbers;
  }

  private static float[] variance(LayerNodes<BatchNormalization> layer) {
    if (!layer.conf().isUseLogStd()) {
      return layer.numbers(VARIANCE);
    }
    float[] logs = layer.numbers("log10stdev");
    float[] variance = new float[logs.length];
    for (int i = 0; i < logs.length; i++) {
      variance[i] = (float) Math.pow(10, 2.0 * logs[i]);
    }
    return variance;
  }

  private static Value scaled(
      LayerNodes<?> layer, Value x, float[] gamma, float[] beta, float[] variance, double epsilon) {
    OnnxGraph graph = layer.graph();
    float[] scale = new float[gamma.length];
    for (int i = 0; i < scale.length; i++) {
      scale[i] = (float) (gamma[i] / Math.sqrt(variance[i] + epsilon));
    }
    Value centred = graph.add("Sub", x, layer.vector(MEAN));
    Value scaled = graph.add("Mul", centred, graph.floats("scale", scale, scale.length));
    return graph.add("Add", scaled, graph.floats(BETA, beta, beta.length));
  }
}
