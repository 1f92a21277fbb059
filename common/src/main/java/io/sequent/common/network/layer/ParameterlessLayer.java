package io.sequent.common.network.layer;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.layers.AbstractLayer;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A layer without parameters that keeps its forward pass for the backward pass.
 *
 * @param <C> the configuration
 * @param <P> what the backward pass needs of the forward pass
 */
public abstract class ParameterlessLayer<C extends Parameterless, P> extends AbstractLayer<C> {
  private static final long serialVersionUID = 1L;

  private transient @Nullable P kept;

  protected ParameterlessLayer(NeuralNetConfiguration conf, DataType type) {
    super(conf, type);
  }

  /** Keeps a forward pass until the backward pass or the next input. */
  protected final void keep(P pass) {
    kept = pass;
  }

  /** Hands out the forward pass for the backward pass, once; runs it if none was kept. */
  protected final P takePass(LayerWorkspaceMgr workspaces) {
    assertInputSet(true);
    if (kept == null) {
      activate(true, workspaces);
    }
    P pass = TrainableLayer.required(kept);
    kept = null;
    return pass;
  }

  /** Which steps of the input count; null if all do. */
  protected final @Nullable SequenceMask mask() {
    return SequenceMask.of(maskArray, input, dataType, layerId());
  }

  @Override
  public final void setInput(INDArray input, LayerWorkspaceMgr workspaces) {
    super.setInput(input, workspaces);
    kept = null;
  }

  @Override
  public final void clear() {
    super.clear();
    kept = null;
  }

  @Override
  public final boolean isPretrainLayer() {
    return false;
  }

  @Override
  public final void clearNoiseWeightParams() {
    // There are no weights.
  }
}
