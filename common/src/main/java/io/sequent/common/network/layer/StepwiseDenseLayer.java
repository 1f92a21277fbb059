package io.sequent.common.network.layer;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import io.sequent.common.network.engine.MatrixProduct;
import java.util.Arrays;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A dense layer over vectors, or over every step of sequences. */
public final class StepwiseDenseLayer extends BaseLayer<Dense> {
  private static final long serialVersionUID = 1L;

  // Of the forward pass, for the backward pass; shape [rows, features].
  private transient @Nullable INDArray rows; // after dropout
  private transient @Nullable INDArray sums; // before the activation

  public StepwiseDenseLayer(NeuralNetConfiguration conf, DataType type) {
    super(conf, type);
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    INDArray in = rows(input.castTo(dataType));
    INDArray weights = getParamWithNoise(DefaultParamInitializer.WEIGHT_KEY, training, workspaces);
    if (in.size(1) != weights.size(0)) {
      throw new IllegalArgumentException(
          "%s takes %d features, but gets an input of shape %s"
              .formatted(layerId(), weights.size(0), Arrays.toString(input.shape())));
    }
    if (training) {
      in = dropped(workspaces.leverageTo(ArrayType.ACTIVATIONS, in), workspaces);
    }
    INDArray out = matrix(workspaces, ArrayType.ACTIVATIONS, in.size(0), weights.size(1));
    MatrixProduct.multiply(in, weights, out);
    out.addiRowVector(getParamWithNoise(DefaultParamInitializer.BIAS_KEY, training, workspaces));
    if (training) {
      rows = in;
      // Activations work in place.
      sums = matrix(workspaces, ArrayType.ACTIVATIONS, out.size(0), out.size(1)).assign(out);
    }
    INDArray activated = layerConf().getActivationFn().getActivation(out, training);
    return shaped(layerConf().isConcat() ? beside(in, activated, workspaces) : activated);
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    assertInputSet(true);
    if (rows == null || sums == null) {
      activate(true, workspaces);
    }
    if (rows == null || sums == null) {
      throw new IllegalStateException("no forward pass to go back through");
    }
    INDArray outputDeltas = rows(epsilon);
    long inputs = rows.size(1);
    INDArray passed = null;
    if (layerConf().isConcat()) {
      passed = outputDeltas.get(all(), interval(0, inputs));
      outputDeltas = outputDeltas.get(all(), interval(inputs, outputDeltas.size(1))).dup('c');
    }
    INDArray deltas = layerConf().getActivationFn().backprop(sums, outputDeltas).getFirst();
    INDArray weights = getParamWithNoise(DefaultParamInitializer.WEIGHT_KEY, true, workspaces);
    INDArray result =
        matrix(workspaces, ArrayType.ACTIVATION_GRAD, deltas.size(0), weights.size(0));
    MatrixProduct.multiply(deltas, weights.transpose(), result);
    if (passed != null) {
      result.addi(passed);
    }
    MatrixProduct.multiply(rows.transpose(), deltas, gradient(DefaultParamInitializer.WEIGHT_KEY));
    deltas.sum(gradient(DefaultParamInitializer.BIAS_KEY), 0);
    IDropout dropout = layerConf().getIDropout();
    if (dropout != null) {
      dropout.backprop(result, result, getIterationCount(), getEpochCount());
    }
    forget();
    weightNoiseParams.clear();
    Gradient gradient = new DefaultGradient(gradientsFlattened);
    gradientViews.forEach((key, view) -> gradient.gradientForVariable().put(key, view));
    return new Pair<>(gradient, shaped(result));
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
  public boolean isPretrainLayer() {
    return false;
  }

  private INDArray beside(INDArray in, INDArray out, LayerWorkspaceMgr workspaces) {
    long inputs = in.size(1);
    INDArray both = matrix(workspaces, ArrayType.ACTIVATIONS, in.size(0), inputs + out.size(1));
    both.get(all(), interval(0, inputs)).assign(in);
    both.get(all(), interval(inputs, both.size(1))).assign(out);
    return both;
  }

  private INDArray dropped(INDArray in, LayerWorkspaceMgr workspaces) {
    IDropout dropout = layerConf().getIDropout();
    if (dropout == null) {
      return in;
    }
    INDArray dropped = matrix(workspaces, ArrayType.ACTIVATIONS, in.size(0), in.size(1));
    return dropout.applyDropout(in, dropped, getIterationCount(), getEpochCount(), workspaces);
  }

  private INDArray gradient(String key) {
    INDArray view = gradientViews.get(key);
    if (view == null) {
      throw new IllegalStateException("the gradient has not been laid out");
    }
    return view;
  }

  /** Vectors one below the other, steps in time-major order. */
  private static INDArray rows(INDArray array) {
    return array.rank() == 3 ? TimeMajor.matrix(array) : array;
  }

  private INDArray shaped(INDArray matrix) {
    return input.rank() == 3 ? TimeMajor.activations(matrix, input.size(0)) : matrix;
  }

  private INDArray matrix(LayerWorkspaceMgr workspaces, ArrayType type, long rows, long columns) {
    return workspaces.createUninitialized(type, dataType, new long[] {rows, columns}, 'c');
  }

  private void forget() {
    rows = null;
    sums = null;
  }
}
