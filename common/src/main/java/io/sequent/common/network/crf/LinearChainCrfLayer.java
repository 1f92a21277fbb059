package io.sequent.common.network.crf;

import io.sequent.common.network.engine.MatrixProduct;
import io.sequent.common.network.layer.SequenceMask;
import io.sequent.common.network.layer.TimeMajor;
import java.util.Arrays;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A linear-chain CRF as the output layer of a network; see {@link LinearChainCrf}.
 *
 * <p>As with Deeplearning4j's {@code RnnOutputLayer}, the score is a sum over the steps and a mean
 * over the examples of a batch, dropout acts on the input, and the mask of the labels says which
 * steps count. The score after a backward pass is that of the backward pass, dropout included.
 */
public final class LinearChainCrfLayer extends SequenceOutputLayer<LinearChainCrf> {
  private static final long serialVersionUID = 1L;

  /** The sum over the batch that the last backward pass was about; null if there is another. */
  private transient @Nullable Double trained;

  public LinearChainCrfLayer(NeuralNetConfiguration conf, DataType type) {
    super(conf, type);
  }

  /** The chain with the weights as they are now. */
  public LinearChain chain() {
    return new LinearChain(
        getParam(LinearChainCrfParams.TRANSITIONS).toDoubleMatrix(),
        getParam(LinearChainCrfParams.START).toDoubleVector(),
        getParam(LinearChainCrfParams.END).toDoubleVector(),
        layerConf().forbidden());
  }

  /** The emissions, shape [batch, tags, time], zero at steps that do not count. */
  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    INDArray emissions = emissions(inputs(training, workspaces), training, workspaces);
    SequenceMask mask = mask();
    if (mask != null) {
      emissions.muliColumnVector(mask.flat());
    }
    return TimeMajor.activations(emissions, input.size(0));
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(
      @Nullable INDArray epsilon, LayerWorkspaceMgr workspaces) {
    INDArray inputs = inputs(true, workspaces);
    INDArray emissions = emissions(inputs, true, workspaces);
    ChainBatch sequences = sequences(emissions);
    ChainLoss loss = new ChainLoss(chain());
    double[] byEmissions = new double[Math.toIntExact(emissions.length())];
    for (int row = 0; row < sequences.rows(); row++) {
      sequences.put(row, loss.add(sequences.emissions(row), sequences.tags(row)), byEmissions);
    }
    trained = loss.sum();
    INDArray deltas = emissions; // Their place is free now.
    ChainBatch.write(byEmissions, deltas);
    MatrixProduct.multiply(inputs.transpose(), deltas, gradient(LinearChainCrfParams.WEIGHTS));
    deltas.sum(gradient(LinearChainCrfParams.BIAS), 0);
    gradient(LinearChainCrfParams.TRANSITIONS).assign(Nd4j.createFromArray(loss.transitions()));
    gradient(LinearChainCrfParams.START).assign(Nd4j.createFromArray(loss.start()));
    gradient(LinearChainCrfParams.END).assign(Nd4j.createFromArray(loss.end()));

    INDArray weights = getParamWithNoise(LinearChainCrfParams.WEIGHTS, true, workspaces);
    INDArray byInputs =
        workspaces.createUninitialized(
            ArrayType.ACTIVATION_GRAD, dataType, new long[] {inputs.size(0), inputs.size(1)}, 'c');
    MatrixProduct.multiply(deltas, weights.transpose(), byInputs);
    IDropout dropout = layerConf().getIDropout();
    if (dropout != null) {
      dropout.backprop(byInputs, byInputs, getIterationCount(), getEpochCount());
    }
    weightNoiseParams.clear();
    Gradient gradient = new DefaultGradient(gradientsFlattened);
    gradientViews.forEach((key, view) -> gradient.gradientForVariable().put(key, view));
    return new Pair<>(gradient, TimeMajor.activations(byInputs, input.size(0)));
  }

  @Override
  public double computeScore(
      double regularization, boolean training, LayerWorkspaceMgr workspaces) {
    double sum =
        training && trained != null ? trained : Arrays.stream(losses(training, workspaces)).sum();
    score = (conf().isMiniBatch() ? sum / getInputMiniBatchSize() : sum) + regularization;
    return score;
  }

  /** The loss of each example, shape [batch, 1]. */
  @Override
  public INDArray computeScoreForExamples(double regularization, LayerWorkspaceMgr workspaces) {
    double[] losses = losses(false, workspaces);
    INDArray scores = Nd4j.create(losses, new long[] {losses.length, 1}, dataType);
    return workspaces.leverageTo(ArrayType.ACTIVATIONS, scores.addi(regularization));
  }

  private double[] losses(boolean training, LayerWorkspaceMgr workspaces) {
    ChainBatch sequences = sequences(emissions(inputs(training, workspaces), training, workspaces));
    LinearChain chain = chain();
    double[] losses = new double[sequences.rows()];
    for (int row = 0; row < losses.length; row++) {
      losses[row] = chain.loss(sequences.emissions(row), sequences.tags(row));
    }
    return losses;
  }

  /** The steps of the input, shape [time * batch, nIn], in training with dropout. */
  private INDArray inputs(boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(training);
    if (input.rank() != 3 || input.size(1) != layerConf().getNIn()) {
      throw new IllegalArgumentException(
          "%s: input of shape %s, expected [batch, %d, time]"
              .formatted(layerId(), Arrays.toString(input.shape()), layerConf().getNIn()));
    }
    INDArray steps = TimeMajor.matrix(input.castTo(dataType));
    IDropout dropout = layerConf().getIDropout();
    if (!training || dropout == null) {
      return steps;
    }
    return dropout.applyDropout(
        steps,
        matrix(steps.size(0), steps.size(1), workspaces),
        getIterationCount(),
        getEpochCount(),
        workspaces);
  }

  /** {@code Wx + b} of each step, shape [time * batch, tags]. */
  private INDArray emissions(INDArray inputs, boolean training, LayerWorkspaceMgr workspaces) {
    INDArray weights = getParamWithNoise(LinearChainCrfParams.WEIGHTS, training, workspaces);
    INDArray emissions = matrix(inputs.size(0), weights.size(1), workspaces);
    MatrixProduct.multiply(inputs, weights, emissions);
    return emissions.addiRowVector(
        getParamWithNoise(LinearChainCrfParams.BIAS, training, workspaces));
  }

  private ChainBatch sequences(INDArray emissions) {
    INDArray labels = getLabels();
    if (labels == null) {
      throw new IllegalStateException(layerId() + ": no labels");
    }
    long[] expected = {input.size(0), layerConf().getNOut(), input.size(2)};
    if (!Arrays.equals(labels.shape(), expected)) {
      throw new IllegalArgumentException(
          "%s: labels of shape %s, expected %s"
              .formatted(layerId(), Arrays.toString(labels.shape()), Arrays.toString(expected)));
    }
    return new ChainBatch(emissions, labels, mask());
  }

  private @Nullable SequenceMask mask() {
    return SequenceMask.of(maskArray, input, dataType, layerId());
  }

  private INDArray matrix(long rows, long columns, LayerWorkspaceMgr workspaces) {
    return workspaces.createUninitialized(
        ArrayType.ACTIVATIONS, dataType, new long[] {rows, columns}, 'c');
  }

  private INDArray gradient(String key) {
    INDArray view = gradientViews.get(key);
    if (view == null) {
      throw new IllegalStateException("the gradient has not been laid out");
    }
    return view;
  }

  @Override
  public void setInput(INDArray input, LayerWorkspaceMgr workspaces) {
    super.setInput(input, workspaces);
    trained = null;
  }

  @Override
  public void setLabels(@Nullable INDArray labels) {
    super.setLabels(labels);
    trained = null;
  }

  @Override
  public void setMaskArray(@Nullable INDArray mask) {
    super.setMaskArray(mask);
    trained = null;
  }

  @Override
  public void clear() {
    super.clear();
    trained = null;
  }
}
