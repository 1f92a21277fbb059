package io.sequent.common.network.layer.embedding;

import io.sequent.common.network.layer.ShapedParams;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.weights.IWeightInit;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Lays out an embedding: a parameter W of shape [vocabulary, size], a vector in one piece, and for
 * each bag one of shape [entries, size], named B0, B1 and so on.
 */
final class TokenEmbeddingParams extends ShapedParams {
  static final TokenEmbeddingParams INSTANCE = new TokenEmbeddingParams();
  static final String WEIGHTS = "W";

  private TokenEmbeddingParams() {}

  @Override
  public List<String> biasKeys(Layer layer) {
    return List.of();
  }

  @Override
  protected char order(String key) {
    return 'c';
  }

  @Override
  protected void initialize(Layer layer, Map<String, INDArray> table) {
    IWeightInit init = ((TokenEmbedding) layer).getWeightInitFn();
    for (INDArray weights : table.values()) {
      long[] shape = weights.shape();
      INDArray flat = weights.reshape(weights.length());
      init.init((double) shape[0], (double) shape[1], shape, 'c', flat);
    }
  }

  /** The name of a bag's parameter. */
  static String bag(int index) {
    return "B" + index;
  }

  @Override
  protected Map<String, long[]> shapes(Layer layer) {
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
