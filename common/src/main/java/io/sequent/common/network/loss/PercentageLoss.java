package io.sequent.common.network.loss;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * The absolute error in percent of the label. A label of zero (below 1e-7) has no percentage and
 * does not count; Deeplearning4j's loss gives NaN there.
 */
final class PercentageLoss extends ErrorLoss {
  private static final long serialVersionUID = 1L;
  private static final double ZERO = 1e-7;

  @Override
  INDArray scores(INDArray error, INDArray labels) {
    return Transforms.abs(error, false).muli(perUnit(labels));
  }

  @Override
  INDArray slopes(INDArray error, INDArray labels) {
    return Transforms.sign(error, false).muli(perUnit(labels));
  }

  /** {@code 100 / |label|}, zero for a label of zero. */
  private static INDArray perUnit(INDArray labels) {
    INDArray size = Transforms.abs(labels, true);
    DataType type = labels.dataType();
    INDArray counts = size.gt(ZERO).castTo(type);
    return counts.divi(Transforms.max(size, ZERO, false)).muli(100);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PercentageLoss;
  }

  @Override
  public int hashCode() {
    return PercentageLoss.class.hashCode();
  }

  @Override
  public String toString() {
    return "PercentageLoss()";
  }
}
