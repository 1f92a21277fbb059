package io.sequent.common.network.loss;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.LossUtil;

/**
 * A loss that is a sum over outputs and a mean over rows, with Deeplearning4j's masks: one number
 * for each row or for each output.
 */
abstract class RowLoss implements ILossFunction {
  private static final long serialVersionUID = 1L;

  /**
   * The loss of each output.
   *
   * @param labels shape [rows, outputs]
   * @param preOutput before the activation, shape [rows, outputs]; must not be changed
   * @return a new array [rows, outputs]
   */
  abstract INDArray scores(INDArray labels, INDArray preOutput, IActivation activation);

  /**
   * The gradient of the rows' losses.
   *
   * @return a new array [rows, outputs]: by {@code preOutput}
   */
  abstract INDArray gradient(INDArray labels, INDArray preOutput, IActivation activation);

  @Override
  public final double computeScore(
      INDArray labels,
      INDArray preOutput,
      IActivation activation,
      @Nullable INDArray mask,
      boolean average) {
    INDArray scores = masked(scores(checked(labels, preOutput), preOutput, activation), mask);
    double sum = scores.sumNumber().doubleValue();
    return average ? sum / scores.size(0) : sum;
  }

  @Override
  public final INDArray computeScoreArray(
      INDArray labels, INDArray preOutput, IActivation activation, @Nullable INDArray mask) {
    return masked(scores(checked(labels, preOutput), preOutput, activation), mask).sum(true, 1);
  }

  @Override
  public final INDArray computeGradient(
      INDArray labels, INDArray preOutput, IActivation activation, @Nullable INDArray mask) {
    return masked(gradient(checked(labels, preOutput), preOutput, activation), mask);
  }

  @Override
  public final Pair<Double, INDArray> computeGradientAndScore(
      INDArray labels,
      INDArray preOutput,
      IActivation activation,
      @Nullable INDArray mask,
      boolean average) {
    return new Pair<>(
        computeScore(labels, preOutput, activation, mask, average),
        computeGradient(labels, preOutput, activation, mask));
  }

  @Override
  public final String name() {
    return toString();
  }

  private static INDArray checked(INDArray labels, INDArray preOutput) {
    if (!labels.equalShapes(preOutput)) {
      throw new IllegalArgumentException(
          "labels of shape %s for outputs of shape %s"
              .formatted(Arrays.toString(labels.shape()), Arrays.toString(preOutput.shape())));
    }
    return labels.castTo(preOutput.dataType());
  }

  private static INDArray masked(INDArray array, @Nullable INDArray mask) {
    if (mask != null) {
      LossUtil.applyMask(array, mask);
    }
    return array;
  }
}
