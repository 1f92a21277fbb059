package io.sequent.common.network.crf;

import io.sequent.common.network.engine.MatrixProduct;
import io.sequent.common.network.layer.SequenceMask;
import io.sequent.common.network.layer.TimeMajor;
import java.util.Arrays;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
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
 * steps count. The score after a backward pass is that of the backward pass, dropout included. It
 * is what such a pass keeps: the sum of the losses of the batch.
 */
final class LinearChainCrfLayer extends SequenceOutputLayer<LinearChainCrf, Double> {
  private static final long serialVersionUID = 1L;

  LinearChainCrfLayer(NeuralNetConfiguration conf, DataType type) {
    super(conf, type);
  }

  /** The chain with the weights as they are now. */
  public LinearChain chain() {
    return new LinearChain(
        getParam(LinearChainCrf.TRANSITIONS).toDoubleMatrix(),
        getParam(LinearChainCrf.START).toDoubleVector(),
        getParam(LinearChainCrf.END).toDoubleVector(),
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
    keep(loss.sum());
    INDArray deltas = emissions; // Their place is free now.
    ChainBatch.write(byEmissions, deltas);
    MatrixProduct.FLOAT.multiply(inputs.transpose(), deltas, gradient(LinearChainCrf.WEIGHTS));
    deltas.sum(gradient(LinearChainCrf.BIAS), 0);
    gradient(LinearChainCrf.TRANSITIONS).assign(Nd4j.createFromArray(loss.transitions()));
    gradient(LinearChainCrf.START).assign(Nd4j.createFromArray(loss.start()));
    gradient(LinearChainCrf.END).assign(Nd4j.createFromArray(loss.end()));

    INDArray weights = getParamWithNoise(LinearChainCrf.WEIGHTS, true, workspaces);
    INDArray byInputs =
        matrix(workspaces, ArrayType.ACTIVATION_GRAD, inputs.size(0), inputs.size(1));
    MatrixProduct.FLOAT.multiply(deltas, weights.transpose(), byInputs);
    backpropDropped(byInputs);
    return new Pair<>(gradients(), TimeMajor.activations(byInputs, input.size(0)));
  }

  @Override
  public double computeScore(
      double regularization, boolean training, LayerWorkspaceMgr workspaces) {
    Double trained = training ? kept() : null;
    double sum = trained == null ? Arrays.stream(losses(training, workspaces)).sum() : trained;
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
    return training ? dropped(steps, workspaces) : steps;
  }

  /** {@code Wx + b} of each step, shape [time * batch, tags]. */
  private INDArray emissions(INDArray inputs, boolean training, LayerWorkspaceMgr workspaces) {
    INDArray weights = getParamWithNoise(LinearChainCrf.WEIGHTS, training, workspaces);
    INDArray emissions = matrix(workspaces, ArrayType.ACTIVATIONS, inputs.size(0), weights.size(1));
    MatrixProduct.FLOAT.multiply(inputs, weights, emissions);
    return emissions.addiRowVector(getParamWithNoise(LinearChainCrf.BIAS, training, workspaces));
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

  @Override
  public void setLabels(@Nullable INDArray labels) {
    super.setLabels(labels);
    keep(null);
  }

  @Override
  public void setMaskArray(@Nullable INDArray mask) {
    super.setMaskArray(mask);
    keep(null);
  }
}
