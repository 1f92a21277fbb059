package io.sequent.common.network.update;

import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/**
 * A batch in which each example appears twice.
 *
 * @param data shapes {@code [2 batch, …]}; example {@code i} is in rows {@code 2i} and {@code 2i+1}
 */
record Pairs(DataSet data) implements AutoCloseable {
  static Pairs of(DataSet data) {
    return new Pairs(
        new DataSet(
            twice(data.getFeatures()),
            twice(data.getLabels()),
            twice(data.getFeaturesMaskArray()),
            twice(data.getLabelsMaskArray())));
  }

  private static @Nullable INDArray twice(@Nullable INDArray array) {
    return array == null ? null : array.repeat(0, 2);
  }

  /**
   * Frees the arrays, which lie outside the heap and would otherwise wait for the garbage
   * collector.
   */
  @Override
  public void close() {
    BatchArrays.free(data);
  }
}
