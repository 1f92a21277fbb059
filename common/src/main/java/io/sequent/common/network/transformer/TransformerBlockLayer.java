package io.sequent.common.network.transformer;

import io.sequent.common.network.engine.Scratch.Memory;
import io.sequent.common.network.transformer.BlockPass.Dropouts;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** One block of a transformer's encoder; see {@link TransformerBlock}. */
public final class TransformerBlockLayer extends StepLayer<TransformerBlock, BlockPass> {
  private static final long serialVersionUID = 1L;

  private transient boolean keepAttention;
  private transient @Nullable INDArray attention;

  public TransformerBlockLayer(NeuralNetConfiguration conf, DataType type) {
    super(conf, type);
  }

  /**
   * Whether the next forward passes leave their {@link #attention}; false by default, for it is a
   * copy of its own.
   */
  public void keepAttention(boolean keep) {
    keepAttention = keep;
    attention = null;
  }

  /**
   * How much each step attended to each other one in the last forward pass, before dropout, shape
   * [batch, heads, time, time]: the shares of a row add up to one over the steps that count, and
   * are zero elsewhere. Outside of all workspaces.
   *
   * @throws IllegalStateException if there was no pass since {@link #keepAttention}
   */
  public INDArray attention() {
    if (attention == null) {
      throw new IllegalStateException(
          layerId() + ": no attention was kept, expected keepAttention(true) and a forward pass");
    }
    return attention;
  }

  @Override
  INDArray forward(
      INDArray rows, BatchSteps steps, boolean training, LayerWorkspaceMgr workspaces) {
    INDArray output = matrix(workspaces, ArrayType.ACTIVATIONS, rows.size(0));
    Memory scratch = memory(workspaces, ArrayType.FF_WORKING_MEM);
    TransformerBlock block = layerConf();
    Dropouts dropouts =
        training
            ? Dropouts.draw(block.getAttentionDropout(), block.getResidualDropout())
            : Dropouts.draw(0, 0);
    StepArithmetic arithmetic = StepArithmetic.of(dataType);
    BlockWeights weights = BlockWeights.of(key -> getParamWithNoise(key, training, workspaces));
    INDArray x = training ? leveraged(rows, workspaces) : rows;
    Memory kept = training ? memory(workspaces, ArrayType.ACTIVATIONS) : scratch;
    BlockPass made =
        block.isPostNorm()
            ? new PostNormPass(
                arithmetic, steps, block, weights, dropouts, x, output, kept, scratch)
            : new PreNormPass(
                arithmetic, steps, block, weights, dropouts, x, output, kept, scratch);
    keep(training ? made : null);
    if (keepAttention) {
      attention = copyOutsideOfWorkspaces(made.shares());
    }
    return output;
  }

  @Override
  INDArray backward(BlockPass pass, INDArray epsilon, LayerWorkspaceMgr workspaces) {
    INDArray byInput = matrix(workspaces, ArrayType.ACTIVATION_GRAD, epsilon.size(0));
    pass.backward(
        epsilon,
        BlockWeights.of(this::gradient),
        byInput,
        memory(workspaces, ArrayType.BP_WORKING_MEM));
    return byInput;
  }

  @SuppressWarnings("try") // The workspace scope is all that is wanted.
  private static INDArray copyOutsideOfWorkspaces(INDArray array) {
    try (MemoryWorkspace none = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
      return array.dup('c');
    }
  }
}
