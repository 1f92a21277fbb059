package io.sequent.common.network.layer;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import java.util.Arrays;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A dense layer over vectors, or over every step of sequences. */
final class StepwiseDenseLayer extends TrainableLayer<Dense, StepwiseDenseLayer.Pass> {
  private static final long serialVersionUID = 1L;

  /**
   * What the backward pass needs of a forward pass.
   *
   * @param rows after dropout, shape [rows, inputs]
   * @param sums before the activation, shape [rows, outputs]
   */
  record Pass(INDArray rows, INDArray sums) {}

  StepwiseDenseLayer(NeuralNetConfiguration conf, DataType type) {
    super(conf, type);
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    INDArray in = rows(input.castTo(dataType));
    INDArray weights = getParamWithNoise(Dense.WEIGHTS, training, workspaces);
    if (in.size(1) != weights.size(0)) {
      throw new IllegalArgumentException(
          "%s accepts %d features, but gets an input of shape %s"
              .formatted(layerId(), weights.size(0), Arrays.toString(input.shape())));
    }
    if (training) {
      in = dropped(workspaces.leverageTo(ArrayType.ACTIVATIONS, in), workspaces);
    }
    INDArray out = matrix(workspaces, ArrayType.ACTIVATIONS, in.size(0), weights.size(1));
    product().multiply(in, weights, out);
    out.addiRowVector(getParamWithNoise(Dense.BIAS, training, workspaces));
    if (training) {
      keep(new Pass(in, copy(out, workspaces)));
    }
    INDArray activated = layerConf().getActivationFn().getActivation(out, training);
    return shaped(layerConf().isConcat() ? beside(in, activated, workspaces) : activated);
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    Pass pass = takePass(workspaces);
    INDArray outputDeltas = rows(epsilon);
    long inputs = pass.rows().size(1);
    INDArray passed = null;
    if (layerConf().isConcat()) {
      passed = outputDeltas.get(all(), interval(0, inputs));
      outputDeltas = outputDeltas.get(all(), interval(inputs, outputDeltas.size(1))).dup('c');
    }
    INDArray deltas = layerConf().getActivationFn().backprop(pass.sums(), outputDeltas).getFirst();
    INDArray weights = getParamWithNoise(Dense.WEIGHTS, true, workspaces);
    INDArray result =
        matrix(workspaces, ArrayType.ACTIVATION_GRAD, deltas.size(0), weights.size(0));
    product().multiply(deltas, weights.transpose(), result);
    if (passed != null) {
      result.addi(passed);
    }
    product().multiply(pass.rows().transpose(), deltas, gradient(Dense.WEIGHTS));
    deltas.sum(gradient(Dense.BIAS), 0);
    backpropDropped(result);
    return new Pair<>(gradients(), shaped(result));
  }

  private INDArray beside(INDArray in, INDArray out, LayerWorkspaceMgr workspaces) {
    long inputs = in.size(1);
    INDArray both = matrix(workspaces, ArrayType.ACTIVATIONS, in.size(0), inputs + out.size(1));
    both.get(all(), interval(0, inputs)).assign(in);
    both.get(all(), interval(inputs, both.size(1))).assign(out);
    return both;
  }

  /** Vectors one below the other, steps in time-major order. */
  private static INDArray rows(INDArray array) {
    return array.rank() == 3 ? TimeMajor.matrix(array) : array;
  }

  private INDArray shaped(INDArray matrix) {
    return input.rank() == 3 ? TimeMajor.activations(matrix, input.size(0)) : matrix;
  }
}
