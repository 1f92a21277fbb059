package io.sequent.common.network.crf;

import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Lays out a CRF: W [nIn, tags] and b [1, tags] of the emissions, the scores of transitions [from,
 * to], of first tags [1, tags] and of last tags [1, tags]. All scores but the emissions' start at
 * zero, where each tag may follow each; as weights they are regularised.
 */
final class LinearChainCrfParams implements ParamInitializer {
  static final LinearChainCrfParams INSTANCE = new LinearChainCrfParams();

  static final String WEIGHTS = "W";
  static final String BIAS = "b";
  static final String TRANSITIONS = "transitions";
  static final String START = "start";
  static final String END = "end";

  private LinearChainCrfParams() {}

  @Override
  public long numParams(NeuralNetConfiguration conf) {
    return numParams(conf.getLayer());
  }

  @Override
  public long numParams(Layer layer) {
    return paramKeys(layer).stream().mapToLong(key -> rows(layer, key) * tags(layer)).sum();
  }

  @Override
  public List<String> paramKeys(Layer layer) {
    return List.of(WEIGHTS, BIAS, TRANSITIONS, START, END);
  }

  @Override
  public List<String> weightKeys(Layer layer) {
    return List.of(WEIGHTS, TRANSITIONS, START, END);
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
    LinearChainCrf layer = (LinearChainCrf) conf.getLayer();
    Map<String, INDArray> table = getGradientsFromFlattened(conf, params);
    table.keySet().forEach(conf::addVariable);
    if (initialize) {
      long[] shape = {layer.getNIn(), layer.getNOut()};
      long weights = shape[0] * shape[1];
      INDArray flat = params.reshape(params.length()).assign(0);
      layer
          .getWeightInitFn()
          .init((double) shape[0], (double) shape[1], shape, 'f', flat.get(interval(0, weights)));
      flat.get(interval(weights, weights + shape[1])).assign(layer.getBiasInit());
    }
    return table;
  }

  @Override
  public Map<String, INDArray> getGradientsFromFlattened(
      NeuralNetConfiguration conf, INDArray flat) {
    Layer layer = conf.getLayer();
    INDArray rest = flat.reshape(flat.length());
    Map<String, INDArray> table = new LinkedHashMap<>();
    long from = 0;
    for (String key : paramKeys(layer)) {
      long rows = rows(layer, key);
      long length = rows * tags(layer);
      INDArray part = rest.get(interval(from, from + length));
      table.put(key, part.reshape(key.equals(WEIGHTS) ? 'f' : 'c', rows, tags(layer)));
      from += length;
    }
    return table;
  }

  private static long rows(Layer layer, String key) {
    return switch (key) {
      case WEIGHTS -> ((LinearChainCrf) layer).getNIn();
      case TRANSITIONS -> tags(layer);
      default -> 1;
    };
  }

  private static long tags(Layer layer) {
    return ((LinearChainCrf) layer).getNOut();
  }
}
