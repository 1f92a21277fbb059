package io.sequent.common.network.loss;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * The focal loss {@code -Σ y (1-p)^γ ln p} (Lin et al. 2017, equation 4, for several classes):
 * examples that the network is confident of are down-weighted. {@code γ = 0} is the cross-entropy.
 */
final class FocalLoss extends SoftmaxLoss {
  private static final long serialVersionUID = 1L;

  /** Keeps the slope finite at {@code p = 1} for {@code γ < 1}. */
  private static final double TINY = 1e-7;

  private final double gamma;

  /**
   * A loss.
   *
   * @param gamma down-weighting of confident examples, at least 0; Lin et al. use 2
   */
  FocalLoss(@JsonProperty("gamma") double gamma) {
    this.gamma = gamma;
  }

  public double getGamma() {
    return gamma;
  }

  @Override
  INDArray scores(INDArray labels, INDArray log) {
    return Transforms.pow(doubt(log), gamma, false).muli(log).muli(labels).negi();
  }

  @Override
  INDArray elasticity(INDArray labels, INDArray log) {
    // p ∂/∂p of -(1-p)^γ ln p is γ p (1-p)^(γ-1) ln p - (1-p)^γ
    INDArray doubt = doubt(log);
    INDArray slope =
        Transforms.pow(doubt, gamma - 1, true)
            .muli(Transforms.exp(log, true))
            .muli(log)
            .muli(gamma);
    return slope.subi(Transforms.pow(doubt, gamma, false)).muli(labels);
  }

  private static INDArray doubt(INDArray log) {
    return Transforms.max(Transforms.exp(log, true).rsubi(1), TINY, false);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FocalLoss that && gamma == that.gamma;
  }

  @Override
  public int hashCode() {
    return Double.hashCode(gamma);
  }

  @Override
  public String toString() {
    return "FocalLoss(gamma=" + gamma + ")";
  }
}
