package io.sequent.common.network.layer.pooling;

import io.sequent.common.network.layer.SequenceMask;
import io.sequent.common.network.layer.TimeMajor;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.BaseLayer;
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
public final class AttentionPoolingLayer extends BaseLayer<AttentionPooling> {
  private static final long serialVersionUID = 1L;

  // What the forward pass found, for the backward pass.
  private transient @Nullable PoolingPass forward;
  private transient @Nullable AdditiveAttention attention;

  /** Of the last forward pass, by step and sequence. */
  private transient double @Nullable [][] shares;

  public AttentionPoolingLayer(NeuralNetConfiguration conf, DataType type) {
    super(conf, type);
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    SequenceMask mask = SequenceMask.of(maskArray, input, dataType, layerId());
    PoolingSteps steps = PoolingSteps.of(input.castTo(dataType), mask, training, workspaces);
    INDArray hidden =
        workspaces.createUninitialized(
            ArrayType.ACTIVATIONS,
            dataType,
            new long[] {steps.matrix().size(0), layerConf().getSize()},
            'c');
    AttentionWeights weights =
        AttentionParams.weights(key -> getParamWithNoise(key, training, workspaces));
    attention = new AdditiveAttention(steps.matrix(), steps.batch(), mask, weights, hidden);
    shares = attention.shares();
    forward = new PoolingPass(layerConf().concatenation(), steps, shares);
    return forward.pooled(workspaces);
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    assertInputSet(true);
    if (forward == null || attention == null) {
      activate(true, workspaces);
    }
    if (forward == null || attention == null) {
      throw new IllegalStateException("no forward pass to go back through");
    }
    INDArray bySteps = forward.gradient(workspaces);
    AttentionWeights byWeights = AttentionParams.weights(this::gradient);
    attention.backward(forward.byShares(epsilon), byWeights, bySteps);
    forward.addGradient(bySteps, epsilon);
    forget();
    weightNoiseParams.clear();
    Gradient gradient = new DefaultGradient(gradientsFlattened);
    gradientViews.forEach((key, view) -> gradient.gradientForVariable().put(key, view));
    return new Pair<>(gradient, TimeMajor.activations(bySteps, input.size(0)));
  }

  /**
   * What share each step had in the mean of the last forward pass, shape [batch, time]. The shares
   * of a sequence add up to one over the steps that count, and are zero elsewhere.
   *
   * @throws IllegalStateException if there was no pass
   */
  public double[][] attention() {
    if (shares == null) {
      throw new IllegalStateException(layerId() + ": no forward pass to tell the attention of");
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
  public void setInput(INDArray input, LayerWorkspaceMgr workspaces) {
    super.setInput(input, workspaces);
    forget();
  }

  @Override
  public void clear() {
    super.clear();
    forget();
  }

  @Override
  public @Nullable Pair<INDArray, MaskState> feedForwardMaskArray(
      @Nullable INDArray mask, @Nullable MaskState state, int batch) {
    maskArray = mask;
    maskState = state;
    return null; // Behind the pooling there is no time.
  }

  @Override
  public boolean isPretrainLayer() {
    return false;
  }

  private INDArray gradient(String key) {
    INDArray view = gradientViews.get(key);
    if (view == null) {
      throw new IllegalStateException("the gradient has not been laid out");
    }
    return view;
  }

  private void forget() {
    forward = null;
    attention = null;
  }
}
