package io.sequent.common.network.transformer;

import static java.util.Objects.requireNonNull;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import io.sequent.common.network.layer.ShapedParams;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.weights.IWeightInit;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Lays out a block: gamma and beta of both normalisations; queries, keys and values Wqkv [width, 3
 * width], bqkv; Wo [width, width], bo; W1 [width, feed-forward], b1; W2 [feed-forward, width], b2.
 */
final class TransformerBlockParams extends ShapedParams {
  static final TransformerBlockParams INSTANCE = new TransformerBlockParams();

  private static final String ATTENTION_GAMMA = "gamma1";
  private static final String ATTENTION_BETA = "beta1";
  private static final String PROJECTION = "Wqkv";
  private static final String PROJECTION_BIAS = "bqkv";
  private static final String MIXING = "Wo";
  private static final String MIXING_BIAS = "bo";
  private static final String FEED_FORWARD_GAMMA = "gamma2";
  private static final String FEED_FORWARD_BETA = "beta2";
  private static final String INNER = "W1";
  private static final String INNER_BIAS = "b1";
  private static final String OUTER = "W2";
  private static final String OUTER_BIAS = "b2";

  private TransformerBlockParams() {}

  /** The weights, or their gradients, each by the name of its parameter. */
  static BlockWeights weights(Function<String, INDArray> byName) {
    return new BlockWeights(
        new Norm(byName.apply(ATTENTION_GAMMA), byName.apply(ATTENTION_BETA)),
        new Affine(byName.apply(PROJECTION), byName.apply(PROJECTION_BIAS)),
        new Affine(byName.apply(MIXING), byName.apply(MIXING_BIAS)),
        new Norm(byName.apply(FEED_FORWARD_GAMMA), byName.apply(FEED_FORWARD_BETA)),
        new Affine(byName.apply(INNER), byName.apply(INNER_BIAS)),
        new Affine(byName.apply(OUTER), byName.apply(OUTER_BIAS)));
  }

  /** The gammas among them: what is regularised would be drawn to zero, not to one. */
  @Override
  public List<String> biasKeys(Layer layer) {
    return List.of(
        ATTENTION_GAMMA,
        ATTENTION_BETA,
        PROJECTION_BIAS,
        MIXING_BIAS,
        FEED_FORWARD_GAMMA,
        FEED_FORWARD_BETA,
        INNER_BIAS,
        OUTER_BIAS);
  }

  @Override
  protected char order(String key) {
    return 'f';
  }

  @Override
  protected void initialize(Layer layer, Map<String, INDArray> table) {
    TransformerBlock block = (TransformerBlock) layer;
    biasKeys(layer).forEach(key -> requireNonNull(table.get(key)).assign(block.getBiasInit()));
    BlockWeights weights = weights(name -> requireNonNull(table.get(name)));
    weights.attentionNorm().gamma().assign(1);
    weights.feedForwardNorm().gamma().assign(1);
    // Queries, keys and values start as three matrices, not as one that is three times as wide.
    initialize(block.getWeightInitFn(), weights.projection().weights(), 3);
    initialize(block.getWeightInitFn(), weights.mixing().weights(), 1);
    initialize(block.getWeightInitFn(), weights.inner().weights(), 1);
    initialize(block.getWeightInitFn(), weights.outer().weights(), 1);
  }

  /** Matrices side by side lie one after the other in order f. */
  private static void initialize(IWeightInit init, INDArray weights, int matrices) {
    long[] shape = {weights.size(0), weights.size(1) / matrices};
    long length = shape[0] * shape[1];
    INDArray flat = weights.reshape('f', new long[] {weights.length()});
    for (int i = 0; i < matrices; i++) {
      INDArray matrix = flat.get(interval(i * length, (i + 1) * length));
      init.init((double) shape[0], (double) shape[1], shape, 'f', matrix);
    }
  }

  @Override
  protected Map<String, long[]> shapes(Layer layer) {
    TransformerBlock block = (TransformerBlock) layer;
    long width = block.getNIn();
    long inner = block.getFeedForward();
    Map<String, long[]> shapes = new LinkedHashMap<>();
    shapes.put(ATTENTION_GAMMA, new long[] {1, width});
    shapes.put(ATTENTION_BETA, new long[] {1, width});
    shapes.put(PROJECTION, new long[] {width, 3 * width});
    shapes.put(PROJECTION_BIAS, new long[] {1, 3 * width});
    shapes.put(MIXING, new long[] {width, width});
    shapes.put(MIXING_BIAS, new long[] {1, width});
    shapes.put(FEED_FORWARD_GAMMA, new long[] {1, width});
    shapes.put(FEED_FORWARD_BETA, new long[] {1, width});
    shapes.put(INNER, new long[] {width, inner});
    shapes.put(INNER_BIAS, new long[] {1, inner});
    shapes.put(OUTER, new long[] {inner, width});
    shapes.put(OUTER_BIAS, new long[] {1, width});
    return shapes;
  }
}
