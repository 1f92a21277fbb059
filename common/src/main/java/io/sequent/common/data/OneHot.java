package io.sequent.common.data;

import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** One-hot encoded labels. */
public final class OneHot {
  private OneHot() {}

  /**
   * One class for each step.
   *
   * @param labels the classes of each sequence, at most {@code time} of them
   * @return shape {@code [batch, classes, time]}, zeros behind a sequence's end
   */
  public static INDArray steps(List<int[]> labels, int classes, int time) {
    float[] values = new float[labels.size() * classes * time];
    for (int i = 0; i < labels.size(); i++) {
      int[] sequence = labels.get(i);
      for (int t = 0; t < sequence.length; t++) {
        values[(i * classes + sequence[t]) * time + t] = 1;
      }
    }
    return Nd4j.create(values, new long[] {labels.size(), classes, time}, DataType.FLOAT);
  }
}
