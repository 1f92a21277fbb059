package io.sequent.common.network.layer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Lays out an embedding: one parameter W of shape [vocabulary, size], a vector in one piece. */
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
    TokenEmbedding embedding = (TokenEmbedding) layer;
    return embedding.getNIn() * embedding.getNOut();
  }

  @Override
  public List<String> paramKeys(Layer layer) {
    return List.of(WEIGHTS);
  }

  @Override
  public List<String> weightKeys(Layer layer) {
    return List.of(WEIGHTS);
  }

  @Override
  public List<String> biasKeys(Layer layer) {
    return List.of();
  }

  @Override
  public boolean isWeightParam(Layer layer, String key) {
    return WEIGHTS.equals(key);
  }

  @Override
  public boolean isBiasParam(Layer layer, String key) {
    return false;
  }

  @Override
  public Map<String, INDArray> init(
      NeuralNetConfiguration conf, INDArray params, boolean initialize) {
    conf.addVariable(WEIGHTS);
    TokenEmbedding layer = (TokenEmbedding) conf.getLayer();
    if (initialize) {
      long[] shape = {layer.getNIn(), layer.getNOut()};
      INDArray flat = params.reshape(params.length());
      layer.getWeightInitFn().init((double) shape[0], (double) shape[1], shape, 'c', flat);
    }
    return getGradientsFromFlattened(conf, params);
  }

  @Override
  public Map<String, INDArray> getGradientsFromFlattened(
      NeuralNetConfiguration conf, INDArray flat) {
    TokenEmbedding layer = (TokenEmbedding) conf.getLayer();
    Map<String, INDArray> table = new LinkedHashMap<>();
    table.put(WEIGHTS, flat.reshape('c', layer.getNIn(), layer.getNOut()));
    return table;
  }
}
