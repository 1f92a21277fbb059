package io.sequent.common.network.layer;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import io.sequent.common.network.engine.NativeFloats;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.AbstractLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Pools sequences into vectors over the steps that count. A sequence without any gives zeros and
 * gets no gradient.
 */
public final class PoolingLayer extends AbstractLayer<SequencePooling> {
  private static final long serialVersionUID = 1L;

  /** What the forward pass found, for the backward pass. */
  private transient @Nullable PoolingSteps forward;

  public PoolingLayer(NeuralNetConfiguration conf, DataType type) {
    super(conf, type);
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    INDArray matrix = TimeMajor.matrix(input.castTo(dataType));
    if (training) {
      // The backward pass needs it; a copy into order c would be gone by then.
      matrix = workspaces.leverageTo(ArrayType.ACTIVATIONS, matrix);
    }
    PoolingSteps steps = steps(matrix);
    forward = steps;
    INDArray output =
        workspaces.create(ArrayType.ACTIVATIONS, dataType, steps.batch(), width(steps.features()));
    long from = 0;
    for (Pooling kind : layerConf().getKinds()) {
      long to = from + layerConf().blocks(kind) * steps.features();
      INDArray part = output.get(all(), interval(from, to));
      switch (kind) {
        case MAX -> part.assign(steps.max());
        case MEAN, LAST -> part.assign(steps.weighted(kind));
        case FLATTEN -> steps.flatten(part, layerConf().getLength());
      }
      from = to;
    }
    return output;
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    assertInputSet(true);
    PoolingSteps steps =
        forward == null ? steps(TimeMajor.matrix(input.castTo(dataType))) : forward;
    forward = null;
    INDArray gradient =
        workspaces
            .createUninitialized(
                ArrayType.ACTIVATION_GRAD,
                dataType,
                new long[] {steps.time(), steps.batch(), steps.features()},
                'c')
            .assign(0);
    long from = 0;
    for (Pooling kind : layerConf().getKinds()) {
      long to = from + layerConf().blocks(kind) * steps.features();
      INDArray part = epsilon.get(all(), interval(from, to)).dup('c');
      switch (kind) {
        case MAX -> steps.addMax(gradient, part);
        case MEAN, LAST -> steps.addWeighted(gradient, kind, part);
        case FLATTEN -> steps.addFlat(gradient, part, layerConf().getLength());
      }
      from = to;
    }
    return new Pair<>(new DefaultGradient(), gradient.permute(1, 2, 0));
  }

  @Override
  public void setInput(INDArray input, LayerWorkspaceMgr workspaces) {
    super.setInput(input, workspaces);
    forward = null;
  }

  @Override
  public void clear() {
    super.clear();
    forward = null;
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

  @Override
  public void clearNoiseWeightParams() {
    // There are no weights.
  }

  private long width(long features) {
    return features * layerConf().getKinds().stream().mapToLong(layerConf()::blocks).sum();
  }

  private PoolingSteps steps(INDArray matrix) {
    SequenceMask mask = SequenceMask.of(maskArray, input, dataType, layerId());
    return NativeFloats.suit(matrix)
        ? new FloatPoolingSteps(matrix, input.size(0), mask)
        : new PoolingSteps(matrix, input.size(0), mask);
  }
}
