package io.sequent.common.network.layer.normalization;

import io.sequent.common.network.layer.ShapedParams;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Lays out a batch normalisation: gamma and beta, and the running averages of mean and variance,
 * each [1, channels]. The latter are neither weights nor biases.
 */
final class SequenceBatchNormParams extends ShapedParams {
  static final SequenceBatchNormParams INSTANCE = new SequenceBatchNormParams();
  static final String GAMMA = "gamma";
  static final String BETA = "beta";
  static final String MEAN = "mean";
  static final String VARIANCE = "var";

  private SequenceBatchNormParams() {}

  /** Whether a parameter is a running average. */
  static boolean isRunning(String key) {
    return key.equals(MEAN) || key.equals(VARIANCE);
  }

  @Override
  public List<String> weightKeys(Layer layer) {
    return List.of();
  }

  @Override
  public List<String> biasKeys(Layer layer) {
    return List.of(GAMMA, BETA);
  }

  @Override
  protected char order(String key) {
    return 'f';
  }

  @Override
  protected void initialize(Layer layer, Map<String, INDArray> table) {
    table.forEach(
        (key, values) -> values.assign(key.equals(GAMMA) || key.equals(VARIANCE) ? 1 : 0));
  }

  @Override
  protected Map<String, long[]> shapes(Layer layer) {
    long channels = ((SequenceBatchNorm) layer).getNIn();
    Map<String, long[]> shapes = new LinkedHashMap<>();
    for (String key : List.of(GAMMA, BETA, MEAN, VARIANCE)) {
      shapes.put(key, new long[] {1, channels});
    }
    return shapes;
  }
}
