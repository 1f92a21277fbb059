package io.sequent.common.network.layer.pooling;

import io.sequent.common.network.engine.NativeFloats;
import io.sequent.common.network.layer.SequenceMask;
import java.lang.ref.Reference;
import java.nio.FloatBuffer;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Pooling of floats on a CPU in plain Java: one pass over the steps where ND4J makes several, of
 * which finding the maxima again alone costs a quarter of the time of a training step.
 */
final class FloatPoolingSteps extends PoolingSteps {
  private final FloatBuffer steps; // [time, batch, features]
  private final float[] row;
  private float @Nullable [] maxima; // [batch * features]

  FloatPoolingSteps(INDArray matrix, long batch, @Nullable SequenceMask mask) {
    super(matrix, batch, mask);
    steps = NativeFloats.buffer(matrix);
    row = new float[features()];
  }

  @Override
  INDArray max() {
    float[] max = new float[batch() * features()];
    boolean[] begun = new boolean[batch()];
    for (int t = 0; t < time(); t++) {
      for (int b = 0; b < batch(); b++) {
        if (mask == null || mask.counts(t, b)) {
          read(t, b);
          int from = b * features();
          if (begun[b]) {
            raise(max, from, row);
          } else {
            System.arraycopy(row, 0, max, from, row.length);
            begun[b] = true;
          }
        }
      }
    }
    maxima = max;
    return pooled(max);
  }

  /** Without a branch, so that the compiler makes vector instructions of it; NaN wins. */
  private static void raise(float[] max, int from, float[] row) {
    for (int i = 0; i < row.length; i++) {
      max[from + i] = Math.max(max[from + i], row[i]);
    }
  }

  @Override
  void addMax(INDArray gradient, INDArray epsilon) {
    if (maxima == null) {
      max();
    }
    float[] max = maxima;
    if (max == null) {
      throw new IllegalStateException("no maxima");
    }
    FloatBuffer target = NativeFloats.buffer(gradient);
    float[] deltas = NativeFloats.read(epsilon);
    boolean[] given = new boolean[deltas.length];
    try {
      for (int t = 0; t < time(); t++) {
        for (int b = 0; b < batch(); b++) {
          if (mask == null || mask.counts(t, b)) {
            read(t, b);
            int from = b * features();
            for (int i = 0; i < row.length; i++) {
              if (row[i] == max[from + i] && !given[from + i]) {
                given[from + i] = true;
                int at = t * deltas.length + from + i;
                target.put(at, target.get(at) + deltas[from + i]);
              }
            }
          }
        }
      }
    } finally {
      Reference.reachabilityFence(gradient);
    }
  }

  @Override
  INDArray weighted(double[][] weights) {
    float[] sum = new float[batch() * features()];
    for (int t = 0; t < time(); t++) {
      for (int b = 0; b < batch(); b++) {
        float weight = (float) weights[t][b];
        if (weight != 0) {
          read(t, b);
          int from = b * features();
          for (int i = 0; i < row.length; i++) {
            sum[from + i] += weight * row[i];
          }
        }
      }
    }
    return pooled(sum);
  }

  @Override
  void addWeighted(INDArray gradient, double[][] weights, INDArray epsilon) {
    FloatBuffer target = NativeFloats.buffer(gradient);
    float[] deltas = NativeFloats.read(epsilon);
    try {
      for (int t = 0; t < time(); t++) {
        for (int b = 0; b < batch(); b++) {
          float weight = (float) weights[t][b];
          if (weight != 0) {
            int at = (t * batch() + b) * features();
            target.get(at, row);
            int from = b * features();
            for (int i = 0; i < row.length; i++) {
              row[i] += weight * deltas[from + i];
            }
            target.put(at, row);
          }
        }
      }
    } finally {
      Reference.reachabilityFence(gradient);
    }
  }

  @Override
  void addByWeights(double[][] gradient, INDArray epsilon) {
    float[] deltas = NativeFloats.read(epsilon);
    for (int t = 0; t < time(); t++) {
      for (int b = 0; b < batch(); b++) {
        if (mask == null || mask.counts(t, b)) {
          read(t, b);
          gradient[t][b] += product(row, deltas, b * features());
        }
      }
    }
  }

  /** In four sums, for each addition waits for the one before. */
  private static double product(float[] row, float[] deltas, int from) {
    float first = 0;
    float second = 0;
    float third = 0;
    float fourth = 0;
    int i = 0;
    for (; i < row.length - 3; i += 4) {
      first += row[i] * deltas[from + i];
      second += row[i + 1] * deltas[from + i + 1];
      third += row[i + 2] * deltas[from + i + 2];
      fourth += row[i + 3] * deltas[from + i + 3];
    }
    for (; i < row.length; i++) {
      first += row[i] * deltas[from + i];
    }
    return (double) first + second + third + fourth;
  }

  private void read(int t, int b) {
    try {
      steps.get((t * batch() + b) * features(), row);
    } finally {
      Reference.reachabilityFence(matrix());
    }
  }

  private INDArray pooled(float[] numbers) {
    return Nd4j.createFromArray(numbers).reshape('c', batch(), features());
  }
}
