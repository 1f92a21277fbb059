package io.sequent.common.bench;

import io.sequent.common.data.OneHot;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Random inputs and labels, the same in every run. */
final class RandomArrays {
  private static final long SEED = 1;

  private RandomArrays() {}

  /** Token ids, shape [batch, 1, time]. */
  static INDArray ids(int batch, int time, int vocabulary) {
    float[] ids = new float[batch * time];
    int[] drawn = below(vocabulary, ids.length, new SplittableRandom(SEED));
    for (int i = 0; i < ids.length; i++) {
      ids[i] = drawn[i];
    }
    return Nd4j.create(ids, new long[] {batch, 1, time}, DataType.FLOAT);
  }

  /** A class of each sequence, shape [batch, classes]. */
  static INDArray classes(int batch, int classes) {
    return classes(batch, classes, 1).reshape(batch, classes);
  }

  /** A class of each step, shape [batch, classes, time]. */
  static INDArray classes(int batch, int classes, int time) {
    SplittableRandom random = new SplittableRandom(SEED);
    List<int[]> labels = Stream.generate(() -> below(classes, time, random)).limit(batch).toList();
    return OneHot.steps(labels, classes, time);
  }

  private static int[] below(int bound, int count, SplittableRandom random) {
    return random.ints(count, 0, bound).toArray();
  }
}
