package io.sequent.common.network.transformer;

import static io.sequent.common.network.engine.FloatFunctions.add;
import static io.sequent.common.network.engine.FloatFunctions.multiply;

import io.sequent.common.network.engine.FloatFunctions;
import io.sequent.common.network.engine.NativeFloats;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The arithmetic for floats on a CPU in plain Java: each row is copied into the processor's cache
 * once, and all is done there, where ND4J would go over the memory several times.
 */
final class FloatArithmetic implements StepArithmetic {
  @Override
  public void normalize(
      INDArray x, BatchSteps steps, Norm norm, double epsilon, INDArray y, INDArray moments) {
    FloatNormalization.normalize(x, steps, norm, epsilon, y, moments);
  }

  @Override
  public void normalizeBackward(
      INDArray x,
      BatchSteps steps,
      Norm norm,
      INDArray moments,
      INDArray deltas,
      Norm gradients,
      INDArray byX) {
    FloatNormalization.normalizeBackward(x, steps, norm, moments, deltas, gradients, byX);
  }

  @Override
  public void addTable(
      INDArray x,
      int ahead,
      INDArray table,
      BatchSteps steps,
      @Nullable InvertedDropout dropout,
      INDArray y) {
    FloatRows in = new FloatRows(x);
    FloatRows added = new FloatRows(table);
    FloatRows out = new FloatRows(y);
    out.parts(
        (from, to) -> {
          float[] row = out.row();
          float[] other = out.row();
          for (int r = from; r < to; r++) {
            int t = r % steps.time();
            if (steps.counts(r)) {
              added.read(t, row);
              if (t >= ahead) {
                in.read(r - ahead * (r / steps.time() + 1), other);
                add(other, row);
              }
              drop(dropout, r, row, other);
            } else {
              Arrays.fill(row, 0);
            }
            out.write(r, row);
          }
        });
  }

  @Override
  public void addTableBackward(
      INDArray deltas,
      int ahead,
      BatchSteps steps,
      @Nullable InvertedDropout dropout,
      INDArray byTable,
      INDArray byX) {
    FloatRows given = new FloatRows(deltas);
    FloatRows result = new FloatRows(byX);
    FloatRows table = new FloatRows(byTable);
    float[][] sums = new float[table.count()][table.row().length];
    float[] row = given.row();
    float[] factors = given.row();
    for (int r = 0; r < steps.rows(); r++) {
      int t = r % steps.time();
      if (steps.counts(r)) {
        given.read(r, row);
        drop(dropout, r, row, factors);
        add(row, sums[t]);
      } else {
        Arrays.fill(row, 0);
      }
      if (t >= ahead) {
        result.write(r - ahead * (r / steps.time() + 1), row);
      }
    }
    for (int t = 0; t < sums.length; t++) {
      table.write(t, sums[t]);
    }
  }

  @Override
  public void addBias(INDArray matrix, INDArray bias) {
    FloatRows rows = new FloatRows(matrix);
    float[] added = NativeFloats.read(bias);
    rows.parts(
        (from, to) -> {
          float[] row = rows.row();
          for (int r = from; r < to; r++) {
            rows.read(r, row);
            add(added, row);
            rows.write(r, row);
          }
        });
  }

  @Override
  public void sumRows(INDArray deltas, INDArray byBias) {
    FloatRows given = new FloatRows(deltas);
    float[] sums =
        given.sums(
            (from, to, sum) -> {
              float[] row = given.row();
              for (int r = from; r < to; r++) {
                given.read(r, row);
                add(row, sum);
              }
            });
    NativeFloats.write(sums, byBias);
  }

  @Override
  public void join(
      INDArray x,
      INDArray branch,
      INDArray bias,
      BatchSteps steps,
      @Nullable InvertedDropout dropout,
      INDArray y) {
    FloatRows in = new FloatRows(x);
    FloatRows branches = new FloatRows(branch);
    FloatRows out = new FloatRows(y);
    float[] added = NativeFloats.read(bias);
    out.parts(
        (from, to) -> {
          float[] row = in.row();
          float[] other = in.row();
          for (int r = from; r < to; r++) {
            if (steps.counts(r)) {
              branches.read(r, row);
              add(added, row);
              drop(dropout, r, row, other);
              in.read(r, other);
              add(other, row);
            } else {
              Arrays.fill(row, 0);
            }
            out.write(r, row);
          }
        });
  }

  @Override
  public INDArray joinBackward(
      INDArray deltas, @Nullable InvertedDropout dropout, INDArray room, INDArray byBias) {
    if (dropout == null) {
      sumRows(deltas, byBias);
      return deltas;
    }
    FloatRows given = new FloatRows(deltas);
    FloatRows result = new FloatRows(room);
    float[] sums =
        given.sums(
            (from, to, sum) -> {
              float[] row = given.row();
              float[] factors = given.row();
              for (int r = from; r < to; r++) {
                given.read(r, row);
                drop(dropout, r, row, factors);
                add(row, sum);
                result.write(r, row);
              }
            });
    NativeFloats.write(sums, byBias);
    return room;
  }

  @Override
  public void copy(INDArray from, BatchSteps steps, INDArray to) {
    FloatRows source = new FloatRows(from);
    FloatRows target = new FloatRows(to);
    float[] row = source.row();
    for (int r = 0; r < steps.rows(); r++) {
      if (steps.counts(r)) {
        source.read(r, row);
      } else {
        Arrays.fill(row, 0);
      }
      target.write(r, row);
    }
  }

  @Override
  public void gelu(boolean exact, INDArray sums, INDArray bias, INDArray y) {
    FloatRows in = new FloatRows(sums);
    FloatRows out = new FloatRows(y);
    float[] added = NativeFloats.read(bias);
    in.parts(
        (from, to) -> {
          float[] row = in.row();
          float[] result = in.row();
          for (int r = from; r < to; r++) {
            in.read(r, row);
            add(added, row);
            if (exact) {
              FloatFunctions.exactGelu(row, result);
            } else {
              FloatFunctions.gelu(row, result);
            }
            out.write(r, result);
            in.write(r, row);
          }
        });
  }

  @Override
  public void geluBackward(INDArray slopes, INDArray deltas, INDArray byBias) {
    FloatRows factors = new FloatRows(slopes);
    FloatRows given = new FloatRows(deltas);
    float[] sums =
        given.sums(
            (from, to, sum) -> {
              float[] row = given.row();
              float[] slope = given.row();
              for (int r = from; r < to; r++) {
                given.read(r, row);
                factors.read(r, slope);
                multiply(row, slope);
                add(row, sum);
                given.write(r, row);
              }
            });
    NativeFloats.write(sums, byBias);
  }

  @Override
  public void softmax(INDArray scores, BatchSteps steps, double scale) {
    FloatSoftmax.softmax(scores, steps, scale);
  }

  @Override
  public void drop(INDArray numbers, InvertedDropout dropout, INDArray dropped) {
    FloatRows in = new FloatRows(numbers);
    FloatRows out = new FloatRows(dropped);
    in.parts(
        (from, to) -> {
          float[] row = in.row();
          float[] factors = in.row();
          for (int r = from; r < to; r++) {
            in.read(r, row);
            drop(dropout, r, row, factors);
            out.write(r, row);
          }
        });
  }

  @Override
  public void softmaxBackward(INDArray shares, INDArray dropped, double scale, INDArray deltas) {
    FloatSoftmax.softmaxBackward(shares, dropped, scale, deltas);
  }

  private static void drop(
      @Nullable InvertedDropout dropout, int index, float[] row, float[] factors) {
    if (dropout != null) {
      dropout.factors(index, factors);
      multiply(row, factors);
    }
  }
}
