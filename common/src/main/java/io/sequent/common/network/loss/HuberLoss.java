package io.sequent.common.network.loss;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * The loss of Huber 1964: {@code e²/2} for an error up to {@code δ}, {@code δ(|e| - δ/2)} beyond,
 * so that the slope of outliers is at most {@code δ}.
 */
final class HuberLoss extends ErrorLoss {
  private static final long serialVersionUID = 1L;

  private final double delta;

  /**
   * A loss.
   *
   * @param delta the error from which on the loss is linear, above 0
   */
  HuberLoss(@JsonProperty("delta") double delta) {
    this.delta = delta;
  }

  public double getDelta() {
    return delta;
  }

  @Override
  INDArray scores(INDArray error, INDArray labels) {
    INDArray clipped = slopes(error, labels);
    return error.subi(clipped.mul(0.5)).muli(clipped);
  }

  @Override
  INDArray slopes(INDArray error, INDArray labels) {
    return Transforms.min(Transforms.max(error, -delta, true), delta, false);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof HuberLoss that && delta == that.delta;
  }

  @Override
  public int hashCode() {
    return Double.hashCode(delta);
  }

  @Override
  public String toString() {
    return "HuberLoss(delta=" + delta + ")";
  }
}
