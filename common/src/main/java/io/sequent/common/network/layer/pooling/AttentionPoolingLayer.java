package io.sequent.common.network.layer.pooling;

import io.sequent.common.network.layer.SequenceMask;
import io.sequent.common.network.layer.TimeMajor;
import io.sequent.common.network.layer.TrainableLayer;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Pools sequences into vectors over the steps that count, with {@link AdditiveAttention} among
 * other kinds; see {@link AttentionPooling}. A sequence without any such step gives zeros and gets
 * no gradient.
 */
final class AttentionPoolingLayer
    extends TrainableLayer<AttentionPooling, AttentionPoolingLayer.Pass> {
  private static final long serialVersionUID = 1L;

  /** What the backward pass needs of a forward pass. */
  record Pass(PoolingPass pooling, AdditiveAttention attention) {}

  /** Of the last forward pass, by step and sequence. */
  private transient double @Nullable [][] shares;

  AttentionPoolingLayer(NeuralNetConfiguration conf, DataType type) {
    super(conf, type);
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    SequenceMask mask = mask();
    PoolingSteps steps = PoolingSteps.of(input.castTo(dataType), mask, training, workspaces);
    INDArray hidden =
        matrix(workspaces, ArrayType.ACTIVATIONS, steps.matrix().size(0), layerConf().getSize());
    AttentionWeights weights =
        AttentionPooling.weights(key -> getParamWithNoise(key, training, workspaces));
    AdditiveAttention attention =
        new AdditiveAttention(steps.matrix(), steps.batch(), mask, weights, hidden);
    shares = attention.shares();
    PoolingPass pooling = new PoolingPass(layerConf().concatenation(), steps, shares);
    keep(new Pass(pooling, attention));
    return pooling.pooled(workspaces);
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    Pass pass = takePass(workspaces);
    INDArray bySteps = pass.pooling().gradient(workspaces);
    AttentionWeights byWeights = AttentionPooling.weights(this::gradient);
    pass.attention().backward(pass.pooling().byShares(epsilon), byWeights, bySteps);
    pass.pooling().addGradient(bySteps, epsilon);
    return new Pair<>(gradients(), TimeMajor.activations(bySteps, input.size(0)));
  }

  /**
   * What share each step had in the mean of the last forward pass, shape [batch, time]. The shares
   * of a sequence add up to one over the steps that count, and are zero elsewhere.
   *
   * @throws IllegalStateException if there was no pass
   */
  public double[][] attention() {
    if (shares == null) {
      throw new IllegalStateException(layerId() + ": no forward pass, so no attention");
    }
    double[][] bySequence = new double[shares[0].length][shares.length];
    for (int t = 0; t < shares.length; t++) {
      for (int b = 0; b < bySequence.length; b++) {
        bySequence[b][t] = shares[t][b];
      }
    }
    return bySequence;
  }

  @Override
  public @Nullable Pair<INDArray, MaskState> feedForwardMaskArray(
      @Nullable INDArray mask, @Nullable MaskState state, int batch) {
    maskArray = mask;
    maskState = state;
    return null; // Behind the pooling there is no time.
  }
}
