package io.sequent.common.network.transformer;

import io.sequent.common.network.engine.Scratch.Memory;
import io.sequent.common.network.layer.SameWidth;
import io.sequent.common.network.layer.SequenceMask;
import io.sequent.common.network.layer.TrainableLayer;
import java.util.Arrays;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What the layers of this package have in common: sequences of one width come in and go out, seen
 * as matrices [batch * time, width].
 *
 * @param <C> the configuration
 * @param <P> what the backward pass needs of the forward pass
 */
abstract class StepLayer<C extends SameWidth, P> extends TrainableLayer<C, P> {
  private static final long serialVersionUID = 1L;

  StepLayer(NeuralNetConfiguration conf, DataType type) {
    super(conf, type);
  }

  /**
   * The forward pass; in training it is kept.
   *
   * @param rows the input, shape [batch * time, width]
   * @return the output, of the same width
   */
  abstract INDArray forward(
      INDArray rows, BatchSteps steps, boolean training, LayerWorkspaceMgr workspaces);

  /**
   * The backward pass; overwrites the gradient of the parameters.
   *
   * @param epsilon gradient by the output
   * @return the gradient by the input
   */
  abstract INDArray backward(P pass, INDArray epsilon, LayerWorkspaceMgr workspaces);

  /** Whether the layer also takes vectors, [batch, width], as sequences of one step. */
  boolean acceptsVectors() {
    return false;
  }

  private static INDArray ofOneStep(INDArray vectors) {
    return vectors.reshape(vectors.size(0), vectors.size(1), 1);
  }

  @Override
  public final INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    if (input.rank() == 2 && acceptsVectors() && input.size(1) == layerConf().getNIn()) {
      return forward(
          BatchMajor.matrix(ofOneStep(input.castTo(dataType))),
          new BatchSteps(Math.toIntExact(input.size(0)), 1, null),
          training,
          workspaces);
    }
    if (input.rank() != 3 || input.size(1) != layerConf().getNIn()) {
      throw new IllegalArgumentException(
          "%s accepts sequences of the shape [batch, %d, time], not %s"
              .formatted(layerId(), layerConf().getNIn(), Arrays.toString(input.shape())));
    }
    SequenceMask mask = mask();
    int batch = Math.toIntExact(input.size(0));
    INDArray rows = BatchMajor.matrix(input.castTo(dataType));
    BatchSteps steps = new BatchSteps(batch, Math.toIntExact(input.size(2)), mask);
    return BatchMajor.activations(forward(rows, steps, training, workspaces), batch);
  }

  @Override
  public final Pair<Gradient, INDArray> backpropGradient(
      INDArray epsilon, LayerWorkspaceMgr workspaces) {
    P pass = takePass(workspaces);
    if (epsilon.rank() == 2) {
      INDArray deltas = BatchMajor.matrix(ofOneStep(epsilon));
      return new Pair<>(gradients(), backward(pass, deltas, workspaces));
    }
    INDArray byInput = backward(pass, BatchMajor.matrix(epsilon), workspaces);
    return new Pair<>(gradients(), BatchMajor.activations(byInput, input.size(0)));
  }

  /** An input that the backward pass needs; a copy into another order would be gone by then. */
  static INDArray leveraged(INDArray rows, LayerWorkspaceMgr workspaces) {
    return workspaces.leverageTo(ArrayType.ACTIVATIONS, rows);
  }

  final Memory memory(LayerWorkspaceMgr workspaces, ArrayType type) {
    return (dataType, order, shape) -> workspaces.createUninitialized(type, dataType, shape, order);
  }

  final INDArray matrix(LayerWorkspaceMgr workspaces, ArrayType type, long rows) {
    return matrix(workspaces, type, rows, layerConf().getNIn());
  }
}
