package io.sequent.common.network.transformer;

import static java.util.Objects.requireNonNull;

import io.sequent.common.network.layer.ShapedParams;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.weights.IWeightInit;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Lays out the vectors of positions: P [positions, width], each vector in one piece. */
final class PositionEmbeddingParams extends ShapedParams {
  static final PositionEmbeddingParams INSTANCE = new PositionEmbeddingParams();
  static final String TABLE = "P";

  private PositionEmbeddingParams() {}

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
    IWeightInit init = ((PositionEmbedding) layer).getWeightInitFn();
    INDArray positions = requireNonNull(table.get(TABLE));
    long[] shape = positions.shape();
    INDArray flat = positions.reshape(positions.length());
    init.init((double) shape[0], (double) shape[1], shape, 'c', flat);
  }

  @Override
  protected Map<String, long[]> shapes(Layer layer) {
    PositionEmbedding embedding = (PositionEmbedding) layer;
    long positions = embedding.ahead() + (long) embedding.getMaxLength();
    return Map.of(TABLE, new long[] {positions, embedding.getNIn()});
  }
}
