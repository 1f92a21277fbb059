package io.sequent.common.network.transformer;

import static io.sequent.common.network.engine.FloatFunctions.multiply;
import static io.sequent.common.network.engine.FloatFunctions.shiftAndScale;
import static io.sequent.common.network.engine.FloatFunctions.sum;

import io.sequent.common.network.engine.FloatFunctions;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The softmax over the steps that each step attends to, see {@link StepArithmetic#softmax}. */
final class FloatSoftmax {
  private FloatSoftmax() {}

  static void softmax(INDArray scores, BatchSteps steps, double scale) {
    FloatRows rows = new FloatRows(scores);
    int heads = Math.toIntExact(scores.size(1));
    int time = steps.time();
    rows.parts(
        (from, to) -> {
          float[] row = rows.row();
          float[] counts = rows.row();
          int counted = -1; // The sequence whose steps are in counts.
          for (int r = from; r < to; r++) {
            int sequence = r / (heads * time);
            if (sequence != counted) {
              for (int t = 0; t < time; t++) {
                counts[t] = steps.counts(sequence * time + t) ? 1 : 0;
              }
              counted = sequence;
            }
            if (counts[r % time] == 0) {
              Arrays.fill(row, 0);
            } else {
              rows.read(r, row);
              softmax(row, counts, (float) scale);
            }
            rows.write(r, row);
          }
        });
  }

  private static void softmax(float[] row, float[] counts, float scale) {
    float max = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < row.length; i++) {
      if (counts[i] != 0) {
        max = Math.max(max, row[i]);
      }
    }
    for (int i = 0; i < row.length; i++) {
      // What does not count may be larger.
      row[i] = counts[i] * FloatFunctions.exp(Math.min(0, scale * (row[i] - max)));
    }
    shiftAndScale(row, 0, 1 / sum(row));
  }

  static void softmaxBackward(INDArray shares, INDArray dropped, double scale, INDArray deltas) {
    FloatRows given = new FloatRows(deltas);
    FloatRows all = new FloatRows(shares);
    FloatRows used = new FloatRows(dropped);
    float factor = (float) scale;
    given.parts(
        (from, to) -> {
          float[] row = given.row();
          float[] share = given.row();
          float[] use = given.row();
          for (int r = from; r < to; r++) {
            given.read(r, row);
            all.read(r, share);
            used.read(r, use);
            multiply(row, use);
            minus(sum(row), share, factor, row);
            given.write(r, row);
          }
        });
  }

  /** {@code row = factor (row - share mean)}. */
  private static void minus(float mean, float[] share, float factor, float[] row) {
    for (int i = 0; i < row.length; i++) {
      row[i] = factor * (row[i] - share[i] * mean);
    }
  }
}
