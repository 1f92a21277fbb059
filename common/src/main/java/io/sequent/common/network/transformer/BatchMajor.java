package io.sequent.common.network.transformer;

import io.sequent.common.network.engine.RowCopy;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.shape.Shape;

/**
 * Two views of the same numbers: Deeplearning4j's activations of shape [batch, features, time] and
 * matrices of shape [batch * time, features] in order c, in which a sequence is one block of
 * memory, as attention reads it. The layers of this package put out activations that lie so; {@link
 * io.sequent.common.network.layer.TimeMajor} is the order of all other layers.
 */
final class BatchMajor {
  private BatchMajor() {}

  /**
   * The matrix of activations; a view if they lie batch-major already.
   *
   * @param activations shape [batch, features, time]
   * @return shape [batch * time, features]
   */
  static INDArray matrix(INDArray activations) {
    INDArray sequences = activations.permute(0, 2, 1);
    if (sequences.ordering() != 'c' || !Shape.hasDefaultStridesForShape(sequences)) {
      sequences = RowCopy.of(sequences);
    }
    return sequences.reshape('c', sequences.size(0) * sequences.size(1), sequences.size(2));
  }

  /**
   * The activations of a matrix, as a view.
   *
   * @param matrix shape [batch * time, features], order c
   * @return shape [batch, features, time]
   */
  static INDArray activations(INDArray matrix, long batch) {
    return matrix.reshape('c', batch, matrix.size(0) / batch, matrix.size(1)).permute(0, 2, 1);
  }
}
