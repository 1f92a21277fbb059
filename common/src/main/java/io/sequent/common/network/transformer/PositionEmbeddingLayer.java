package io.sequent.common.network.transformer;

import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Adds the position of each step to sequences; see {@link PositionEmbedding}. */
final class PositionEmbeddingLayer
    extends StepLayer<PositionEmbedding, PositionEmbeddingLayer.Pass> {
  private static final long serialVersionUID = 1L;

  /**
   * What the backward pass needs of a forward pass.
   *
   * @param steps those that come out
   */
  record Pass(BatchSteps steps, @Nullable InvertedDropout dropout) {}

  PositionEmbeddingLayer(NeuralNetConfiguration conf, DataType type) {
    super(conf, type);
  }

  @Override
  INDArray forward(
      INDArray rows, BatchSteps steps, boolean training, LayerWorkspaceMgr workspaces) {
    layerConf().requireWithinReach(steps.time());
    int ahead = layerConf().ahead();
    BatchSteps all = steps.after(ahead);
    InvertedDropout dropout = training ? InvertedDropout.draw(layerConf().getDropout()) : null;
    INDArray output = matrix(workspaces, ArrayType.ACTIVATIONS, all.rows());
    INDArray table = getParamWithNoise(PositionEmbedding.TABLE, training, workspaces);
    StepArithmetic.of(dataType).addTable(rows, ahead, table, all, dropout, output);
    keep(training ? new Pass(all, dropout) : null);
    return output;
  }

  @Override
  INDArray backward(Pass pass, INDArray epsilon, LayerWorkspaceMgr workspaces) {
    BatchSteps steps = pass.steps();
    int ahead = layerConf().ahead();
    long rows = steps.rows() - (long) ahead * steps.batch();
    INDArray byInput = matrix(workspaces, ArrayType.ACTIVATION_GRAD, rows);
    INDArray byTable = gradient(PositionEmbedding.TABLE);
    StepArithmetic.of(dataType)
        .addTableBackward(epsilon, ahead, steps, pass.dropout(), byTable, byInput);
    return byInput;
  }

  /** A class token counts in every sequence. */
  @Override
  @SuppressWarnings("try") // The workspace scope is all that is wanted.
  public @Nullable Pair<INDArray, MaskState> feedForwardMaskArray(
      @Nullable INDArray mask, @Nullable MaskState state, int batch) {
    maskArray = mask;
    maskState = state;
    if (mask == null || !layerConf().isClassToken()) {
      return mask == null ? null : new Pair<>(mask, state);
    }
    try (MemoryWorkspace none = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
      INDArray token = Nd4j.ones(mask.dataType(), mask.size(0), 1);
      return new Pair<>(Nd4j.concat(1, token, mask), state);
    }
  }
}
