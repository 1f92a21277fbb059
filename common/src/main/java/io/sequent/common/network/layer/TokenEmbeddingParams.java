package io.sequent.common.network.layer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Lays out an embedding: a parameter W of shape [vocabulary, size], a vector in one piece, and for
 * each bag one of shape [entries, size], named B0, B1 and so on.
 */
final class TokenEmbeddingParams implements ParamInitializer {
  static final TokenEmbeddingParams INSTANCE = new TokenEmbeddingParams();
  static final String WEIGHTS = "W";

  private TokenEmbeddingParams() {}

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
    return paramKeys(layer);
  }

  @Override
  public List<String> biasKeys(Layer layer) {
    return List.of();
  }

  @Override
  public boolean isWeightParam(Layer layer, String key) {
    return shapes(layer).containsKey(key);
  }

  @Override
  public boolean isBiasParam(Layer layer, String key) {
    return false;
  }

  @Override
  public Map<String, INDArray> init(
      NeuralNetConfiguration conf, INDArray params, boolean initialize) {
    TokenEmbedding layer = (TokenEmbedding) conf.getLayer();
    Map<String, INDArray> table = getGradientsFromFlattened(conf, params);
    table.forEach(
        (name, weights) -> {
          conf.addVariable(name);
          if (initialize) {
            long[] shape = weights.shape();
            INDArray flat = weights.reshape(weights.length());
            layer.getWeightInitFn().init((double) shape[0], (double) shape[1], shape, 'c', flat);
          }
        });
    return table;
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
      INDArray part = row.get(NDArrayIndex.interval(from, to));
      table.put(parameter.getKey(), part.reshape('c', shape));
      from = to;
    }
    return table;
  }

  /** The name of a bag's parameter. */
  static String bag(int index) {
    return "B" + index;
  }

  private static Map<String, long[]> shapes(Layer layer) {
    TokenEmbedding embedding = (TokenEmbedding) layer;
    Map<String, long[]> shapes = new LinkedHashMap<>();
    shapes.put(WEIGHTS, new long[] {embedding.getNIn(), embedding.tokenSize()});
    for (int i = 0; i < embedding.getBags().size(); i++) {
      TokenBag bag = embedding.getBags().get(i);
      shapes.put(bag(i), new long[] {bag.entries(), bag.size()});
    }
    return shapes;
  }
}
