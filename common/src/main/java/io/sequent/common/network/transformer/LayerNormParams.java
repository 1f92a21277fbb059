package io.sequent.common.network.transformer;

import static java.util.Objects.requireNonNull;

import io.sequent.common.network.layer.ShapedParams;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Lays out a normalisation: gamma and beta, each [1, width]. Neither is regularised. */
final class LayerNormParams extends ShapedParams {
  static final LayerNormParams INSTANCE = new LayerNormParams();

  private static final String GAMMA = "gamma";
  private static final String BETA = "beta";

  private LayerNormParams() {}

  /** The parameters, or their gradients, each by its name. */
  static Norm norm(Function<String, INDArray> byName) {
    return new Norm(byName.apply(GAMMA), byName.apply(BETA));
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
    Norm norm = norm(name -> requireNonNull(table.get(name)));
    norm.gamma().assign(1);
    norm.beta().assign(0);
  }

  @Override
  protected Map<String, long[]> shapes(Layer layer) {
    long width = ((LayerNorm) layer).getNIn();
    Map<String, long[]> shapes = new LinkedHashMap<>();
    shapes.put(GAMMA, new long[] {1, width});
    shapes.put(BETA, new long[] {1, width});
    return shapes;
  }
}
