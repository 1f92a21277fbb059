package io.sequent.common.network.layer;

import io.sequent.common.network.engine.MatrixProduct;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.regularization.Regularization;
import org.nd4j.linalg.learning.regularization.WeightDecay;

/**
 * A layer with parameters that keeps its forward pass for the backward pass, where Deeplearning4j's
 * run it again. A subclass hands what it needs to {@link #keep} in {@link #activate}, gets it back
 * from {@link #takePass} in {@link #backpropGradient}, and ends that with {@link #gradients}.
 *
 * @param <C> the configuration
 * @param <P> what the backward pass needs of the forward pass
 */
public abstract class TrainableLayer<C extends BaseFeedForwardLayer, P> extends BaseLayer<C> {
  private static final long serialVersionUID = 1L;

  private transient @Nullable P kept;

  protected TrainableLayer(NeuralNetConfiguration conf, DataType type) {
    super(conf, type);
  }

  /**
   * Keeps a forward pass until the backward pass or the next input.
   *
   * @param pass null to forget the one before
   */
  protected final void keep(@Nullable P pass) {
    kept = pass;
  }

  /** What is kept at the moment. */
  protected final @Nullable P kept() {
    return kept;
  }

  /** Hands out the forward pass for the backward pass, once; runs it if none was kept. */
  protected final P takePass(LayerWorkspaceMgr workspaces) {
    assertInputSet(true);
    if (kept == null) {
      activate(true, workspaces);
    }
    P pass = required(kept);
    kept = null;
    return pass;
  }

  static <P> P required(@Nullable P pass) {
    if (pass == null) {
      throw new IllegalStateException("no forward pass to go back through");
    }
    return pass;
  }

  /** The gradient of a parameter, which a backward pass overwrites. */
  protected final INDArray gradient(String parameter) {
    INDArray view = gradientViews.get(parameter);
    if (view == null) {
      throw new IllegalStateException("the gradient has not been laid out");
    }
    return view;
  }

  /** Ends a backward pass: forgets its weight noise and lists the gradients of all parameters. */
  protected final Gradient gradients() {
    weightNoiseParams.clear();
    Gradient gradient = new DefaultGradient(gradientsFlattened);
    gradientViews.forEach((key, view) -> gradient.gradientForVariable().put(key, view));
    return gradient;
  }

  /** Which steps of the input count; null if all do. */
  protected final @Nullable SequenceMask mask() {
    return SequenceMask.of(maskArray, input, dataType, layerId());
  }

  /** The product of matrices in the layer's precision. */
  protected final MatrixProduct product() {
    return MatrixProduct.of(layerConf().getPrecision());
  }

  /** A new matrix in order c whose numbers are arbitrary. */
  protected final INDArray matrix(
      LayerWorkspaceMgr workspaces, ArrayType type, long rows, long columns) {
    return workspaces.createUninitialized(type, dataType, new long[] {rows, columns}, 'c');
  }

  /** A copy that the backward pass still finds unchanged: activation functions work in place. */
  protected final INDArray copy(INDArray matrix, LayerWorkspaceMgr workspaces) {
    return matrix(workspaces, ArrayType.ACTIVATIONS, matrix.size(0), matrix.size(1)).assign(matrix);
  }

  /** What the configured dropout leaves of the rows of a training pass; they are not changed. */
  protected final INDArray dropped(INDArray rows, LayerWorkspaceMgr workspaces) {
    IDropout dropout = layerConf().getIDropout();
    if (dropout == null) {
      return rows;
    }
    INDArray dropped = matrix(workspaces, ArrayType.ACTIVATIONS, rows.size(0), rows.size(1));
    return dropout.applyDropout(rows, dropped, getIterationCount(), getEpochCount(), workspaces);
  }

  /** Takes a gradient back through {@link #dropped}, in place. */
  protected final void backpropDropped(INDArray byRows) {
    IDropout dropout = layerConf().getIDropout();
    if (dropout != null) {
      dropout.backprop(byRows, byRows, getIterationCount(), getEpochCount());
    }
  }

  /** Without weight decay, which acts on the weights, not on the loss. */
  @Override
  public double calcRegularizationScore(boolean backpropParamsOnly) {
    double score = 0;
    for (Map.Entry<String, INDArray> parameter : paramTable(backpropParamsOnly).entrySet()) {
      List<Regularization> all = layerConf().getRegularizationByParam(parameter.getKey());
      for (Regularization one : all == null ? List.<Regularization>of() : all) {
        if (!(one instanceof WeightDecay)) {
          score += one.score(parameter.getValue(), getIterationCount(), getEpochCount());
        }
      }
    }
    return score;
  }

  @Override
  public void setInput(INDArray input, LayerWorkspaceMgr workspaces) {
    super.setInput(input, workspaces);
    kept = null;
  }

  @Override
  public void clear() {
    super.clear();
    kept = null;
  }

  @Override
  public final boolean isPretrainLayer() {
    return false;
  }
}
