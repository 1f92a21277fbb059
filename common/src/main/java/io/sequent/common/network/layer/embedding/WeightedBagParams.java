package io.sequent.common.network.layer.embedding;

import io.sequent.common.network.layer.ShapedParams;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Lays out a weighted bag: W [nIn, nOut], a row in one piece, and b [1, nOut]. */
final class WeightedBagParams extends ShapedParams {
  static final WeightedBagParams INSTANCE = new WeightedBagParams();
  static final String WEIGHTS = "W";
  static final String BIAS = "b";

  private WeightedBagParams() {}

  @Override
  public List<String> biasKeys(Layer layer) {
    return List.of(BIAS);
  }

  @Override
  protected char order(String key) {
    return 'c';
  }

  @Override
  protected void initialize(Layer layer, Map<String, INDArray> table) {
    WeightedBag bag = (WeightedBag) layer;
    INDArray weights = Objects.requireNonNull(table.get(WEIGHTS));
    INDArray flat = weights.reshape(weights.length());
    bag.getWeightInitFn()
        .init((double) bag.getNIn(), (double) bag.getNOut(), weights.shape(), 'c', flat);
    Objects.requireNonNull(table.get(BIAS)).assign(bag.getBiasInit());
  }

  @Override
  protected Map<String, long[]> shapes(Layer layer) {
    WeightedBag bag = (WeightedBag) layer;
    Map<String, long[]> shapes = new LinkedHashMap<>();
    shapes.put(WEIGHTS, new long[] {bag.getNIn(), bag.getNOut()});
    shapes.put(BIAS, new long[] {1, bag.getNOut()});
    return shapes;
  }
}
