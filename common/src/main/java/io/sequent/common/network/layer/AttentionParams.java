package io.sequent.common.network.layer;

import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.weights.IWeightInit;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Lays out an attention: W [features, size], b [1, size] and the context u [size, 1]. */
final class AttentionParams implements ParamInitializer {
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
  public long numParams(NeuralNetConfiguration conf) {
    return numParams(conf.getLayer());
  }

  @Override
  public long numParams(Layer layer) {
    return shapes(layer).values().stream().mapToLong(shape -> shape[0] * shape[1]).sum();
  }

  @Override
  public List<String> paramKeys(Layer layer) {
    return List.copyOf(shapes(layer).keySet());
  }

  @Override
  public List<String> weightKeys(Layer layer) {
    return List.of(PROJECTION, CONTEXT);
  }

  @Override
  public List<String> biasKeys(Layer layer) {
    return List.of(BIAS);
  }

  @Override
  public boolean isWeightParam(Layer layer, String key) {
    return weightKeys(layer).contains(key);
  }

  @Override
  public boolean isBiasParam(Layer layer, String key) {
    return biasKeys(layer).contains(key);
  }

  @Override
  public Map<String, INDArray> init(
      NeuralNetConfiguration conf, INDArray params, boolean initialize) {
    AttentionPooling layer = (AttentionPooling) conf.getLayer();
    Map<String, INDArray> table = getGradientsFromFlattened(conf, params);
    table.forEach(
        (key, values) -> {
          conf.addVariable(key);
          if (initialize && key.equals(BIAS)) {
            values.assign(layer.getBiasInit());
          } else if (initialize) {
            initialize(layer.getWeightInitFn(), values);
            if (key.equals(CONTEXT)) {
              values.muli(SMALL);
            }
          }
        });
    return table;
  }

  private static void initialize(IWeightInit init, INDArray weights) {
    long[] shape = weights.shape();
    INDArray flat = weights.reshape('f', new long[] {weights.length()});
    init.init((double) shape[0], (double) shape[1], shape, 'f', flat);
  }

  @Override
  public Map<String, INDArray> getGradientsFromFlattened(
      NeuralNetConfiguration conf, INDArray flat) {
    INDArray row = flat.reshape(flat.length());
    Map<String, INDArray> table = new LinkedHashMap<>();
    long from = 0;
    for (Map.Entry<String, long[]> parameter : shapes(conf.getLayer()).entrySet()) {
      long[] shape = parameter.getValue();
      long to = from + shape[0] * shape[1];
      table.put(parameter.getKey(), row.get(interval(from, to)).reshape('f', shape));
      from = to;
    }
    return table;
  }

  private static Map<String, long[]> shapes(Layer layer) {
    AttentionPooling pooling = (AttentionPooling) layer;
    long size = pooling.getSize();
    Map<String, long[]> shapes = new LinkedHashMap<>();
    shapes.put(PROJECTION, new long[] {pooling.getNIn(), size});
    shapes.put(BIAS, new long[] {1, size});
    shapes.put(CONTEXT, new long[] {size, 1});
    return shapes;
  }
}
