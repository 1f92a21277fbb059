package io.sequent.common.network.crf;

import io.sequent.common.network.layer.ShapedParams;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Lays out a CRF: W [nIn, tags] and b [1, tags] of the emissions, the scores of transitions [from,
 * to], of first tags [1, tags] and of last tags [1, tags]. All scores but the emissions' start at
 * zero, where each tag may follow each; as weights they are regularised.
 */
final class LinearChainCrfParams extends ShapedParams {
  static final LinearChainCrfParams INSTANCE = new LinearChainCrfParams();

  static final String WEIGHTS = "W";
  static final String BIAS = "b";
  static final String TRANSITIONS = "transitions";
  static final String START = "start";
  static final String END = "end";

  private LinearChainCrfParams() {}

  @Override
  public List<String> biasKeys(Layer layer) {
    return List.of(BIAS);
  }

  @Override
  protected char order(String key) {
    return key.equals(WEIGHTS) ? 'f' : 'c';
  }

  @Override
  protected void initialize(Layer layer, Map<String, INDArray> table) {
    LinearChainCrf crf = (LinearChainCrf) layer;
    table.values().forEach(scores -> scores.assign(0));
    INDArray weights = Objects.requireNonNull(table.get(WEIGHTS));
    long[] shape = weights.shape();
    INDArray flat = weights.reshape('f', new long[] {weights.length()});
    crf.getWeightInitFn().init((double) shape[0], (double) shape[1], shape, 'f', flat);
    Objects.requireNonNull(table.get(BIAS)).assign(crf.getBiasInit());
  }

  @Override
  protected Map<String, long[]> shapes(Layer layer) {
    LinearChainCrf crf = (LinearChainCrf) layer;
    long tags = crf.getNOut();
    Map<String, long[]> shapes = new LinkedHashMap<>();
    shapes.put(WEIGHTS, new long[] {crf.getNIn(), tags});
    shapes.put(BIAS, new long[] {1, tags});
    shapes.put(TRANSITIONS, new long[] {tags, tags});
    shapes.put(START, new long[] {1, tags});
    shapes.put(END, new long[] {1, tags});
    return shapes;
  }
}
