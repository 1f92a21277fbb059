package io.sequent.common.network.loss;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * The cross-entropy {@code -Σ y' ln p} with smoothed labels {@code y' = (1-ε) y + ε/K} of K classes
 * (Szegedy et al. 2016, section 7): overconfidence does not pay. {@code ε = 0} is the
 * cross-entropy.
 */
final class SmoothedCrossEntropy extends SoftmaxLoss {
  private static final long serialVersionUID = 1L;

  private final double smoothing;

  /**
   * A loss.
   *
   * @param smoothing {@code ε}, from 0 to less than 1; Szegedy et al. use 0.1
   */
  SmoothedCrossEntropy(@JsonProperty("smoothing") double smoothing) {
    this.smoothing = smoothing;
  }

  public double getSmoothing() {
    return smoothing;
  }

  @Override
  INDArray scores(INDArray labels, INDArray log) {
    return smoothed(labels).muli(log).negi();
  }

  @Override
  INDArray elasticity(INDArray labels, INDArray log) {
    return smoothed(labels).negi();
  }

  private INDArray smoothed(INDArray labels) {
    return labels.mul(1 - smoothing).addi(smoothing / labels.size(1));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SmoothedCrossEntropy that && smoothing == that.smoothing;
  }

  @Override
  public int hashCode() {
    return Double.hashCode(smoothing);
  }

  @Override
  public String toString() {
    return "SmoothedCrossEntropy(smoothing=" + smoothing + ")";
  }
}
