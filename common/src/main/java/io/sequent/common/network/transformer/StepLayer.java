package io.sequent.common.network.transformer;

import static java.util.Objects.requireNonNull;

import io.sequent.common.network.engine.Scratch.Memory;
import io.sequent.common.network.layer.SameWidth;
import io.sequent.common.network.layer.SequenceMask;
import java.util.Arrays;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What the layers of this package have in common: sequences of one width come in and go out, seen
 * as matrices [batch * time, width]. A forward pass is kept for the backward pass.
 */
abstract class StepLayer<C extends SameWidth> extends BaseLayer<C> {
  private static final long serialVersionUID = 1L;

  StepLayer(NeuralNetConfiguration conf, DataType type) {
    super(conf, type);
  }

  /**
   * The forward pass.
   *
   * @param rows the input, shape [batch * time, width]
   * @return the output, of the same width
   */
  abstract INDArray forward(
      INDArray rows, BatchSteps steps, boolean training, LayerWorkspaceMgr workspaces);

  /** Whether there was a forward pass that is not forgotten. */
  abstract boolean hasPass();

  /**
   * The backward pass; overwrites the gradient of the parameters.
   *
   * @param epsilon gradient by the output
   * @return the gradient by the input
   */
  abstract INDArray backward(INDArray epsilon, LayerWorkspaceMgr workspaces);

  /** Lets go of the forward pass. */
  abstract void forget();

  @Override
  public final INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    if (input.rank() != 3 || input.size(1) != layerConf().getNIn()) {
      throw new IllegalArgumentException(
          "%s takes sequences of the shape [batch, %d, time], not %s"
              .formatted(layerId(), layerConf().getNIn(), Arrays.toString(input.shape())));
    }
    SequenceMask mask = SequenceMask.of(maskArray, input, dataType, layerId());
    int batch = Math.toIntExact(input.size(0));
    INDArray rows = BatchMajor.matrix(input.castTo(dataType));
    BatchSteps steps = new BatchSteps(batch, Math.toIntExact(input.size(2)), mask);
    return BatchMajor.activations(forward(rows, steps, training, workspaces), batch);
  }

  @Override
  public final Pair<Gradient, INDArray> backpropGradient(
      INDArray epsilon, LayerWorkspaceMgr workspaces) {
    assertInputSet(true);
    if (!hasPass()) {
      activate(true, workspaces);
    }
    INDArray byInput = backward(BatchMajor.matrix(epsilon), workspaces);
    forget();
    weightNoiseParams.clear();
    Gradient gradient = new DefaultGradient(gradientsFlattened);
    gradientViews.forEach((key, view) -> gradient.gradientForVariable().put(key, view));
    return new Pair<>(gradient, BatchMajor.activations(byInput, input.size(0)));
  }

  @Override
  public final void setInput(INDArray input, LayerWorkspaceMgr workspaces) {
    super.setInput(input, workspaces);
    forget();
  }

  @Override
  public final void clear() {
    super.clear();
    forget();
  }

  @Override
  public final boolean isPretrainLayer() {
    return false;
  }

  /** An input that the backward pass needs; a copy into another order would be gone by then. */
  static INDArray kept(INDArray rows, LayerWorkspaceMgr workspaces) {
    return workspaces.leverageTo(ArrayType.ACTIVATIONS, rows);
  }

  final INDArray gradient(String key) {
    return requireNonNull(gradientViews.get(key), "the gradient has not been laid out");
  }

  final Memory memory(LayerWorkspaceMgr workspaces, ArrayType type) {
    return (dataType, order, shape) -> workspaces.createUninitialized(type, dataType, shape, order);
  }

  final INDArray matrix(LayerWorkspaceMgr workspaces, ArrayType type, long rows) {
    long[] shape = {rows, layerConf().getNIn()};
    return workspaces.createUninitialized(type, dataType, shape, 'c');
  }
}
