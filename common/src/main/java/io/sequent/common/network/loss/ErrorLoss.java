package io.sequent.common.network.loss;

import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A loss of the error {@code output - label}, the mean over the outputs of a row. */
abstract class ErrorLoss extends RowLoss {
  private static final long serialVersionUID = 1L;

  /**
   * The loss of each output.
   *
   * @param error shape [rows, outputs]; may be changed
   * @param labels shape [rows, outputs]
   */
  abstract INDArray scores(INDArray error, INDArray labels);

  /** The derivative of {@link #scores(INDArray, INDArray)} by the error. */
  abstract INDArray slopes(INDArray error, INDArray labels);

  @Override
  final INDArray scores(INDArray labels, INDArray preOutput, IActivation activation) {
    return scores(error(labels, preOutput, activation), labels).divi(labels.size(1));
  }

  @Override
  final INDArray gradient(INDArray labels, INDArray preOutput, IActivation activation) {
    INDArray slopes = slopes(error(labels, preOutput, activation), labels).divi(labels.size(1));
    return activation.backprop(preOutput.dup(), slopes).getFirst();
  }

  private static INDArray error(INDArray labels, INDArray preOutput, IActivation activation) {
    return activation.getActivation(preOutput.dup(), true).subi(labels);
  }
}
