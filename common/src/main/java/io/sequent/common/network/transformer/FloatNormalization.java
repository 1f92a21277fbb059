package io.sequent.common.network.transformer;

import static io.sequent.common.network.engine.FloatFunctions.add;
import static io.sequent.common.network.engine.FloatFunctions.addProduct;
import static io.sequent.common.network.engine.FloatFunctions.multiply;
import static io.sequent.common.network.engine.FloatFunctions.product;
import static io.sequent.common.network.engine.FloatFunctions.shiftAndScale;
import static io.sequent.common.network.engine.FloatFunctions.sum;

import io.sequent.common.network.engine.NativeFloats;
import io.sequent.common.network.engine.RowLoops;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Layer normalisation of floats, see {@link StepArithmetic#normalize}. */
final class FloatNormalization {
  private FloatNormalization() {}

  static void normalize(
      INDArray x, BatchSteps steps, Norm norm, double epsilon, INDArray y, INDArray moments) {
    FloatRows in = new FloatRows(x);
    FloatRows out = new FloatRows(y);
    float[] kept = new float[2 * steps.rows()];
    float[] gamma = NativeFloats.read(norm.gamma());
    float[] beta = NativeFloats.read(norm.beta());
    in.parts(
        (from, to) -> {
          float[] row = in.row();
          for (int r = from; r < to; r++) {
            if (steps.counts(r)) {
              in.read(r, row);
              float mean = sum(row) / row.length;
              shiftAndScale(row, -mean, 1);
              float variance = product(row, row) / row.length;
              float scale = (float) (1 / Math.sqrt(variance + epsilon));
              kept[2 * r] = mean;
              kept[2 * r + 1] = scale;
              scaleAndShift(row, scale, gamma, beta);
            } else {
              Arrays.fill(row, 0);
            }
            out.write(r, row);
          }
        });
    NativeFloats.write(kept, moments);
  }

  static void normalizeBackward(
      INDArray x,
      BatchSteps steps,
      Norm norm,
      INDArray moments,
      INDArray deltas,
      Norm gradients,
      INDArray byX) {
    FloatRows in = new FloatRows(x);
    FloatRows given = new FloatRows(deltas);
    FloatRows result = new FloatRows(byX);
    float[] kept = NativeFloats.read(moments);
    float[] gamma = NativeFloats.read(norm.gamma());
    int width = gamma.length;
    float[] sums =
        RowLoops.sum(
            in.count(),
            width,
            2 * width,
            (from, to, sum) -> {
              float[] byGamma = new float[width];
              float[] byBeta = new float[width];
              float[] standard = in.row();
              float[] delta = in.row();
              float[] target = in.row();
              for (int r = from; r < to; r++) {
                if (steps.counts(r)) {
                  float scale = kept[2 * r + 1];
                  in.read(r, standard);
                  shiftAndScale(standard, -kept[2 * r], scale);
                  given.read(r, delta);
                  addProduct(delta, standard, byGamma);
                  add(delta, byBeta);
                  multiply(delta, gamma);
                  result.read(r, target);
                  addGradient(delta, standard, scale, target);
                  result.write(r, target);
                }
              }
              System.arraycopy(byGamma, 0, sum, 0, width);
              System.arraycopy(byBeta, 0, sum, width, width);
            });
    NativeFloats.write(Arrays.copyOf(sums, width), gradients.gamma());
    NativeFloats.write(Arrays.copyOfRange(sums, width, 2 * width), gradients.beta());
  }

  // Small loops in methods of their own: the compiler turns them into vector instructions.

  private static void scaleAndShift(float[] row, float scale, float[] gamma, float[] beta) {
    for (int i = 0; i < row.length; i++) {
      row[i] = gamma[i] * (row[i] * scale) + beta[i];
    }
  }

  private static void addGradient(float[] delta, float[] standard, float scale, float[] target) {
    float mean = sum(delta) / delta.length;
    float slope = product(delta, standard) / delta.length;
    for (int i = 0; i < target.length; i++) {
      target[i] += scale * (delta[i] - mean - slope * standard[i]);
    }
  }
}
