package io.sequent.common.network.update;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/** Counts the targets of a batch, and frees its arrays. */
public final class BatchArrays {
  private BatchArrays() {}

  /**
   * The number of outputs that the loss averages over: one per example, or one per unmasked step.
   */
  public static double targets(DataSet data) {
    INDArray labels = data.getLabels();
    INDArray mask = data.getLabelsMaskArray();
    if (labels.rank() < 3) {
      return labels.size(0);
    }
    return mask == null ? labels.size(0) * labels.size(2) : mask.sumNumber().doubleValue();
  }

  /**
   * Frees the arrays, which lie outside the heap and would otherwise wait for the garbage
   * collector.
   */
  public static void free(DataSet data) {
    for (INDArray array :
        Arrays.asList(
            data.getFeatures(),
            data.getLabels(),
            data.getFeaturesMaskArray(),
            data.getLabelsMaskArray())) {
      if (array != null && array.closeable()) {
        array.close();
      }
    }
  }
}
