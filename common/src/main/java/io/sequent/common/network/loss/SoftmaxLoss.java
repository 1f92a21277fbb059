package io.sequent.common.network.loss;

import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * A loss on the probabilities of a softmax, computed from their logarithms, so that it stays finite
 * for a probability that underflows.
 */
abstract class SoftmaxLoss extends RowLoss {
  private static final long serialVersionUID = 1L;

  /**
   * The loss of each class.
   *
   * @param labels the true distribution, shape [rows, classes]
   * @param log logarithms of the predicted probabilities, shape [rows, classes]
   */
  abstract INDArray scores(INDArray labels, INDArray log);

  /**
   * {@code p ∂L/∂p} of each class.
   *
   * @param labels the true distribution, shape [rows, classes]
   * @param log logarithms of the predicted probabilities {@code p}, shape [rows, classes]
   * @return a new array
   */
  abstract INDArray elasticity(INDArray labels, INDArray log);

  @Override
  final INDArray scores(INDArray labels, INDArray preOutput, IActivation activation) {
    return scores(labels, logSoftmax(preOutput, activation));
  }

  @Override
  final INDArray gradient(INDArray labels, INDArray preOutput, IActivation activation) {
    // ∂L/∂z_k = Σ_j ∂L/∂p_j p_j (δ_jk - p_k) = e_k - p_k Σ_j e_j
    INDArray log = logSoftmax(preOutput, activation);
    INDArray elasticity = elasticity(labels, log);
    INDArray sum = elasticity.sum(true, 1);
    return elasticity.subi(Transforms.exp(log, false).muliColumnVector(sum));
  }

  private INDArray logSoftmax(INDArray preOutput, IActivation activation) {
    if (!(activation instanceof ActivationSoftmax)) {
      throw new IllegalArgumentException(this + " needs a softmax output, not " + activation);
    }
    INDArray shifted = preOutput.subColumnVector(preOutput.max(true, 1));
    INDArray sum = Transforms.exp(shifted, true).sum(true, 1);
    return shifted.subiColumnVector(Transforms.log(sum, false));
  }
}
