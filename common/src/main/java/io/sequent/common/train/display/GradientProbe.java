package io.sequent.common.train.display;

import io.sequent.common.network.engine.NativeFloats;
import java.lang.ref.Reference;
import java.nio.FloatBuffer;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Measures the gradient of each parameter before clipping and before the optimizer: right after it
 * is calculated, for later Deeplearning4j overwrites it with the update.
 */
final class GradientProbe extends BaseTrainingListener {
  private static final int CHUNK_SIZE = 4096;

  private final Map<String, Size> sizes = new LinkedHashMap<>();
  private boolean armed;

  /** Whether the next gradient is to be measured. */
  void arm(boolean next) {
    armed = next;
  }

  /** The gradient measured last, by parameter in the order of the layers. */
  Map<String, Size> sizes() {
    return Collections.unmodifiableMap(sizes);
  }

  @Override
  public void onGradientCalculation(Model model) {
    if (armed) {
      sizes.clear();
      model
          .gradient()
          .gradientForVariable()
          .forEach((parameter, gradient) -> sizes.put(parameter, Size.of(gradient)));
    }
  }

  /**
   * The size of a gradient that is summed over the examples of a batch.
   *
   * @param numbers how many numbers the parameter has
   * @param mean mean absolute value
   * @param maximum maximum absolute value
   */
  record Size(long numbers, double mean, double maximum) {
    static Size of(INDArray gradient) {
      if (!NativeFloats.suit(gradient)) {
        return new Size(
            gradient.length(),
            gradient.ameanNumber().doubleValue(),
            gradient.amaxNumber().doubleValue());
      }
      // The order does not matter here, gaps do.
      FloatBuffer buffer = NativeFloats.buffer(gradient);
      INDArray dense = buffer.capacity() == gradient.length() ? gradient : gradient.dup();
      try {
        return of(NativeFloats.buffer(dense));
      } finally {
        Reference.reachabilityFence(dense);
      }
    }

    /** One pass, and a sum that is exact enough for millions of numbers. */
    private static Size of(FloatBuffer numbers) {
      float[] chunk = new float[CHUNK_SIZE];
      double sum = 0;
      float maximum = 0;
      for (int from = 0; from < numbers.capacity(); from += CHUNK_SIZE) {
        int n = Math.min(CHUNK_SIZE, numbers.capacity() - from);
        numbers.get(from, chunk, 0, n);
        for (int i = 0; i < n; i++) {
          float absolute = Math.abs(chunk[i]);
          sum += absolute;
          maximum = Math.max(maximum, absolute);
        }
      }
      return new Size(numbers.capacity(), sum / numbers.capacity(), maximum);
    }
  }
}
