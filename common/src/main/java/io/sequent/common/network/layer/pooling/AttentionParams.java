package io.sequent.common.network.layer.pooling;

import io.sequent.common.network.layer.ShapedParams;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.weights.IWeightInit;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Lays out an attention: W [features, size], b [1, size] and the context u [size, 1]. */
final class AttentionParams extends ShapedParams {
  static final AttentionParams INSTANCE = new AttentionParams();

  private static final String PROJECTION = "W";
  private static final String BIAS = "b";
  private static final String CONTEXT = "u";

  /**
   * What the first context is multiplied by: the scores of Glorot and Bengio's would already prefer
   * some steps to others, at random.
   */
  private static final double SMALL = 0.1;

  private AttentionParams() {}

  /** The weights, or their gradients, each by the name of its parameter. */
  static AttentionWeights weights(Function<String, INDArray> byName) {
    return new AttentionWeights(
        byName.apply(PROJECTION), byName.apply(BIAS), byName.apply(CONTEXT));
  }

  @Override
  public List<String> biasKeys(Layer layer) {
    return List.of(BIAS);
  }

  @Override
  protected char order(String key) {
    return 'f';
  }

  @Override
  protected void initialize(Layer layer, Map<String, INDArray> table) {
    AttentionPooling pooling = (AttentionPooling) layer;
    AttentionWeights weights = weights(name -> Objects.requireNonNull(table.get(name)));
    initialize(pooling.getWeightInitFn(), weights.projection());
    weights.bias().assign(pooling.getBiasInit());
    initialize(pooling.getWeightInitFn(), weights.context());
    weights.context().muli(SMALL);
  }

  private static void initialize(IWeightInit init, INDArray weights) {
    long[] shape = weights.shape();
    INDArray flat = weights.reshape('f', new long[] {weights.length()});
    init.init((double) shape[0], (double) shape[1], shape, 'f', flat);
  }

  @Override
  protected Map<String, long[]> shapes(Layer layer) {
    AttentionPooling pooling = (AttentionPooling) layer;
    long size = pooling.getSize();
    Map<String, long[]> shapes = new LinkedHashMap<>();
    shapes.put(PROJECTION, new long[] {pooling.getNIn(), size});
    shapes.put(BIAS, new long[] {1, size});
    shapes.put(CONTEXT, new long[] {size, 1});
    return shapes;
  }
}
