package io.sequent.common.network.layer;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.scatter.ScatterUpdate;
import org.nd4j.linalg.factory.Nd4j;

/** Looks up the vectors of token ids. Steps that do not count leave no trace in the gradient. */
public final class TokenEmbeddingLayer extends BaseLayer<TokenEmbedding> {
  private static final long serialVersionUID = 1L;

  public TokenEmbeddingLayer(NeuralNetConfiguration conf, DataType type) {
    super(conf, type);
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    INDArray weights = getParamWithNoise(TokenEmbeddingParams.WEIGHTS, training, workspaces);
    int[] ids = ids();
    INDArray vectors =
        workspaces.createUninitialized(
            ArrayType.ACTIVATIONS, dataType, new long[] {ids.length, weights.size(1)}, 'c');
    Nd4j.pullRows(weights, vectors, 1, ids);
    return TimeMajor.activations(vectors, input.size(0));
  }

  @Override
  @SuppressWarnings({"try", "deprecation"}) // The operation that replaces it copies its target.
  public Pair<Gradient, @Nullable INDArray> backpropGradient(
      INDArray epsilon, LayerWorkspaceMgr workspaces) {
    assertInputSet(true);
    INDArray deltas = TimeMajor.matrix(epsilon);
    SequenceMask mask = SequenceMask.of(maskArray, dataType);
    if (mask != null) {
      deltas = deltas.mulColumnVector(mask.flat().reshape(mask.flat().length(), 1));
    }
    INDArray target = gradientViews.get(TokenEmbeddingParams.WEIGHTS);
    if (target == null) {
      throw new IllegalStateException("the gradient has not been laid out");
    }
    target.assign(0);
    INDArray ids;
    try (MemoryWorkspace none = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
      ids = Nd4j.createFromArray(ids());
    }
    Nd4j.scatterUpdate(ScatterUpdate.UpdateOp.ADD, target, ids, deltas, new int[] {1});
    weightNoiseParams.clear();
    Gradient gradient = new DefaultGradient();
    gradient.gradientForVariable().put(TokenEmbeddingParams.WEIGHTS, target);
    return new Pair<>(gradient, null);
  }

  @Override
  public boolean hasBias() {
    return false;
  }

  @Override
  public Type type() {
    return Type.RECURRENT;
  }

  @Override
  public boolean isPretrainLayer() {
    return false;
  }

  /** The ids in time-major order. */
  private int[] ids() {
    if (input.rank() != 3 || input.size(1) != 1) {
      throw new IllegalArgumentException(
          "token ids must have the shape [batch, 1, time], not " + input.shapeInfoToString());
    }
    int[] ids = TimeMajor.matrix(input).toIntVector();
    for (int id : ids) {
      if (id < 0 || id >= layerConf().getNIn()) {
        throw new IllegalArgumentException(
            "token id %d outside of the vocabulary of %d".formatted(id, layerConf().getNIn()));
      }
    }
    return ids;
  }
}
