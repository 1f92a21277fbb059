package io.sequent.common.network.loss;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * The Kullback-Leibler divergence {@code Σ y ln(y/p)} of the predicted distribution {@code p} from
 * the true one {@code y} (Kullback and Leibler 1951), with {@code 0 ln 0 = 0}. For one-hot labels
 * it is the cross-entropy. Deeplearning4j's gives NaN when a probability underflows.
 */
final class KlDivergence extends SoftmaxLoss {
  private static final long serialVersionUID = 1L;
  private static final double TINY = 1e-30;

  @Override
  INDArray scores(INDArray labels, INDArray log) {
    INDArray logLabels = Transforms.log(Transforms.max(labels, TINY, true), false);
    return logLabels.subi(log).muli(labels);
  }

  @Override
  INDArray elasticity(INDArray labels, INDArray log) {
    return labels.neg();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof KlDivergence;
  }

  @Override
  public int hashCode() {
    return KlDivergence.class.hashCode();
  }

  @Override
  public String toString() {
    return "KlDivergence()";
  }
}
