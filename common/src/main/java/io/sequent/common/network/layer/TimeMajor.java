package io.sequent.common.network.layer;

import io.sequent.common.network.engine.RowCopy;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.shape.Shape;

/**
 * Two views of the same numbers: Deeplearning4j's activations of shape [batch, features, time] and
 * matrices of shape [time * batch, features] in order c, in which a time step is one block of
 * memory. Our layers put out activations that lie time-major in memory, so nothing is copied
 * between them.
 */
public final class TimeMajor {
  private TimeMajor() {}

  /**
   * The matrix of activations; a view if they lie time-major already.
   *
   * @param activations shape [batch, features, time]
   * @return shape [time * batch, features]
   */
  public static INDArray matrix(INDArray activations) {
    INDArray steps = activations.permute(2, 0, 1);
    if (steps.ordering() != 'c' || !Shape.hasDefaultStridesForShape(steps)) {
      steps = RowCopy.of(steps);
    }
    return steps.reshape('c', steps.size(0) * steps.size(1), steps.size(2));
  }

  /**
   * The activations of a matrix, as a view.
   *
   * @param matrix shape [time * batch, features], order c
   * @return shape [batch, features, time]
   */
  public static INDArray activations(INDArray matrix, long batch) {
    return matrix.reshape('c', matrix.size(0) / batch, batch, matrix.size(1)).permute(1, 2, 0);
  }
}
