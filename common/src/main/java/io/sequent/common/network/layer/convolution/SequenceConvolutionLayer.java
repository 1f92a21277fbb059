package io.sequent.common.network.layer.convolution;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import io.sequent.common.network.layer.SequenceMask;
import io.sequent.common.network.layer.TimeMajor;
import io.sequent.common.network.layer.TrainableLayer;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Convolutions over time. In time-major order a step is a block of rows, and what a filter sees at
 * another step is the same matrix a few blocks on: one product of matrices for each step of each
 * width.
 */
final class SequenceConvolutionLayer
    extends TrainableLayer<SequenceConvolution, SequenceConvolutionLayer.Pass> {
  private static final long serialVersionUID = 1L;

  /**
   * What the backward pass needs of a forward pass.
   *
   * @param rows zeros where a step does not count, shape [time * batch, nIn]
   * @param sums before the activation, shape [time * batch, nOut]
   */
  record Pass(INDArray rows, INDArray sums) {}

  SequenceConvolutionLayer(NeuralNetConfiguration conf, DataType type) {
    super(conf, type);
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    INDArray all = TimeMajor.matrix(input.castTo(dataType));
    if (training) {
      // The backward pass needs it; a copy into order c would be gone by then.
      all = dropped(workspaces.leverageTo(ArrayType.ACTIVATIONS, all), workspaces);
    }
    INDArray in = counted(all, workspaces);
    INDArray out = matrix(workspaces, ArrayType.ACTIVATIONS, in.size(0), layerConf().getNOut());
    taps(
        tap -> {
          INDArray weights = param(tap.name(), training, workspaces);
          if (tap.isCentre()) {
            product().multiply(in, weights, tap.filters(out));
          } else if (!tap.isEmpty()) {
            product().add(tap.inputs(in), weights, tap.filters(tap.outputs(out)));
          }
        });
    out.addiRowVector(param(SequenceConvolution.BIAS, training, workspaces));
    if (training) {
      keep(new Pass(in, copy(out, workspaces)));
    }
    INDArray activated = layerConf().getActivationFn().getActivation(out, training);
    return TimeMajor.activations(activated, input.size(0));
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    Pass pass = takePass(workspaces);
    INDArray in = pass.rows();
    INDArray deltas =
        layerConf().getActivationFn().backprop(pass.sums(), TimeMajor.matrix(epsilon)).getFirst();
    INDArray result = matrix(workspaces, ArrayType.ACTIVATION_GRAD, in.size(0), in.size(1));
    result.assign(0);
    taps(
        tap -> {
          INDArray gradient = gradient(tap.name());
          if (tap.isEmpty()) {
            gradient.assign(0);
          } else {
            INDArray part = tap.filters(tap.outputs(deltas));
            INDArray weights = param(tap.name(), true, workspaces);
            product().add(part, weights.transpose(), tap.inputs(result));
            product().multiply(tap.inputs(in).transpose(), part, gradient);
          }
        });
    deltas.sum(gradient(SequenceConvolution.BIAS), 0);
    SequenceMask mask = mask();
    if (mask != null) {
      result.muliColumnVector(mask.flat().reshape(result.size(0), 1));
    }
    backpropDropped(result);
    return new Pair<>(gradients(), TimeMajor.activations(result, input.size(0)));
  }

  private interface TapUse {
    void use(Tap tap);
  }

  /** The centre of each width comes first: it reaches every output. */
  private void taps(TapUse use) {
    long batch = input.size(0);
    long steps = input.size(2);
    List<Integer> widths = layerConf().getWidths();
    for (int i = 0; i < widths.size(); i++) {
      int width = widths.get(i);
      int centre = (width - 1) / 2;
      use.use(tap(i, centre, 0, batch, steps));
      for (int place = 0; place < width; place++) {
        int shift = place - centre;
        if (shift != 0) {
          use.use(tap(i, place, shift, batch, steps));
        }
      }
    }
  }

  private Tap tap(int index, int place, int shift, long batch, long steps) {
    long reached = Math.max(0, steps - Math.abs(shift));
    long firstInput = Math.max(0, shift);
    long firstOutput = Math.max(0, -shift);
    return new Tap(
        index,
        place,
        layerConf().filters(),
        firstInput * batch,
        firstOutput * batch,
        reached * batch);
  }

  /**
   * One step of one width.
   *
   * @param index of the width
   * @param place among the steps that an output sees
   * @param firstInput the first row that is seen
   * @param firstOutput the first row that sees something
   * @param count how many rows do
   */
  private record Tap(
      int index, int place, long filters, long firstInput, long firstOutput, long count) {
    String name() {
      return SequenceConvolution.weights(index, place);
    }

    boolean isCentre() {
      return firstInput == 0 && firstOutput == 0;
    }

    boolean isEmpty() {
      return count == 0;
    }

    INDArray inputs(INDArray matrix) {
      return matrix.get(interval(firstInput, firstInput + count), all());
    }

    INDArray outputs(INDArray matrix) {
      return matrix.get(interval(firstOutput, firstOutput + count), all());
    }

    /** The columns of its width. */
    INDArray filters(INDArray matrix) {
      return matrix.get(all(), interval(index * filters, (index + 1) * filters));
    }
  }

  private INDArray counted(INDArray all, LayerWorkspaceMgr workspaces) {
    SequenceMask mask = mask();
    if (mask == null) {
      return all;
    }
    INDArray counted = matrix(workspaces, ArrayType.ACTIVATIONS, all.size(0), all.size(1));
    return counted.assign(all).muliColumnVector(mask.flat().reshape(all.size(0), 1));
  }

  private INDArray param(String name, boolean training, LayerWorkspaceMgr workspaces) {
    return getParamWithNoise(name, training, workspaces);
  }

  @Override
  public Type type() {
    return Type.RECURRENT;
  }
}
