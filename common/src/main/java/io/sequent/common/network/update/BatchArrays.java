package io.sequent.common.network.update;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/** What there is to know and to do about a batch's arrays. */
public final class BatchArrays {
  private BatchArrays() {}

  /** How many outputs are judged: one an example, or one for each step that counts. */
  public static double targets(DataSet data) {
    INDArray labels = data.getLabels();
    INDArray mask = data.getLabelsMaskArray();
    if (labels.rank() < 3) {
      return labels.size(0);
    }
    return mask == null ? labels.size(0) * labels.size(2) : mask.sumNumber().doubleValue();
  }

  /** Else the arrays of many batches lie about outside the heap until the collector comes by. */
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
