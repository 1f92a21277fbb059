package io.sequent.common.network.layer.pooling;

import io.sequent.common.network.layer.ParameterlessLayer;
import io.sequent.common.network.layer.SequenceMask;
import io.sequent.common.network.layer.TimeMajor;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Pools sequences into vectors over the steps that count. A sequence without any gives zeros and
 * gets no gradient.
 */
final class PoolingLayer extends ParameterlessLayer<SequencePooling, PoolingPass> {
  private static final long serialVersionUID = 1L;

  PoolingLayer(NeuralNetConfiguration conf, DataType type) {
    super(conf, type);
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    SequenceMask mask = mask();
    PoolingSteps steps = PoolingSteps.of(input.castTo(dataType), mask, training, workspaces);
    PoolingPass pass = new PoolingPass(layerConf().concatenation(), steps);
    keep(pass);
    return pass.pooled(workspaces);
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    PoolingPass pass = takePass(workspaces);
    INDArray bySteps = pass.gradient(workspaces).assign(0);
    pass.addGradient(bySteps, epsilon);
    return new Pair<>(new DefaultGradient(), TimeMajor.activations(bySteps, input.size(0)));
  }

  @Override
  public @Nullable Pair<INDArray, MaskState> feedForwardMaskArray(
      @Nullable INDArray mask, @Nullable MaskState state, int batch) {
    maskArray = mask;
    maskState = state;
    return null; // Behind the pooling there is no time.
  }
}
