package io.sequent.common.network.transformer;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Erf;
import org.nd4j.linalg.factory.Broadcast;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/** The arithmetic in operations of ND4J, for any type and backend. */
final class PortableArithmetic implements StepArithmetic {
  private static final double TANH_SCALE = Math.sqrt(2 / Math.PI);
  private static final double CUBIC = 0.044715;

  /** Lowers scores that do not count below all others. */
  private static final double FAR = 1e30;

  @Override
  public void normalize(
      INDArray x, BatchSteps steps, Norm norm, double epsilon, INDArray y, INDArray moments) {
    INDArray mean = column(x.mean(1));
    INDArray centred = x.subColumnVector(mean);
    INDArray scale = column(centred.mul(centred).mean(1)).addi(epsilon);
    Transforms.sqrt(scale, false).rdivi(1);
    moments.getColumn(0, true).assign(mean);
    moments.getColumn(1, true).assign(scale);
    y.assign(centred.muliColumnVector(scale).muliRowVector(norm.gamma()));
    masked(y.addiRowVector(norm.beta()), steps);
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
    INDArray scale = moments.getColumn(1, true).dup('c');
    INDArray standard =
        x.subColumnVector(moments.getColumn(0, true).dup('c')).muliColumnVector(scale);
    INDArray counting = masked(deltas.dup('c'), steps);
    sumRows(counting.mul(standard), gradients.gamma());
    sumRows(counting, gradients.beta());
    counting.muliRowVector(norm.gamma());
    INDArray mean = column(counting.mean(1));
    INDArray slope = column(counting.mul(standard).mean(1));
    counting.subiColumnVector(mean).subi(standard.muliColumnVector(slope));
    byX.addi(masked(counting.muliColumnVector(scale), steps));
  }

  @Override
  public void addTable(
      INDArray x,
      int ahead,
      INDArray table,
      BatchSteps steps,
      @Nullable InvertedDropout dropout,
      INDArray y) {
    INDArray cube = cube(y, steps);
    y.assign(0);
    behind(cube, ahead).assign(x.reshape('c', steps.batch(), steps.time() - ahead, x.size(1)));
    Broadcast.add(cube, table.get(interval(0, steps.time()), all()).dup('c'), cube, 1, 2);
    masked(dropped(y, dropout), steps);
  }

  @Override
  public void addTableBackward(
      INDArray deltas,
      int ahead,
      BatchSteps steps,
      @Nullable InvertedDropout dropout,
      INDArray byTable,
      INDArray byX) {
    INDArray cube = cube(masked(dropped(deltas.dup('c'), dropout), steps), steps);
    byTable.assign(0);
    byTable.get(interval(0, steps.time()), all()).assign(cube.sum(0));
    byX.assign(behind(cube, ahead).dup('c').reshape('c', byX.shape()));
  }

  @Override
  public void addBias(INDArray matrix, INDArray bias) {
    matrix.addiRowVector(bias);
  }

  @Override
  public void sumRows(INDArray deltas, INDArray byBias) {
    byBias.assign(deltas.sum(0).reshape(byBias.shape()));
  }

  @Override
  public void join(
      INDArray x,
      INDArray branch,
      INDArray bias,
      BatchSteps steps,
      @Nullable InvertedDropout dropout,
      INDArray y) {
    y.assign(dropped(branch.addRowVector(bias), dropout));
    masked(y.addi(x), steps);
  }

  @Override
  public INDArray joinBackward(
      INDArray deltas, @Nullable InvertedDropout dropout, INDArray room, INDArray byBias) {
    INDArray byBranch = dropout == null ? deltas : dropped(room.assign(deltas), dropout);
    sumRows(byBranch, byBias);
    return byBranch;
  }

  @Override
  public void copy(INDArray from, BatchSteps steps, INDArray to) {
    masked(to.assign(from), steps);
  }

  @Override
  public void gelu(boolean exact, INDArray sums, INDArray bias, INDArray y) {
    sums.addiRowVector(bias);
    if (exact) {
      exactGelu(sums, y);
    } else {
      tanhGelu(sums, y);
    }
  }

  private static void exactGelu(INDArray sums, INDArray y) {
    INDArray below = Nd4j.getExecutioner().exec(new Erf(sums.mul(Math.sqrt(0.5)), sums.ulike()));
    below.addi(1).muli(0.5);
    y.assign(sums.mul(below));
    INDArray density = Transforms.exp(sums.mul(sums).muli(-0.5), false);
    sums.muli(density.muli(1 / Math.sqrt(2 * Math.PI))).addi(below);
  }

  private static void tanhGelu(INDArray sums, INDArray y) {
    INDArray cubic = sums.mul(sums).muli(CUBIC);
    INDArray tanh = Transforms.tanh(cubic.add(1).muli(sums).muli(TANH_SCALE), false);
    INDArray half = tanh.add(1).muli(0.5);
    y.assign(sums.mul(half));
    INDArray steepness = tanh.mul(tanh).rsubi(1).muli(cubic.muli(3).addi(1)).muli(TANH_SCALE / 2);
    sums.muli(steepness).addi(half);
  }

  @Override
  public void geluBackward(INDArray slopes, INDArray deltas, INDArray byBias) {
    sumRows(deltas.muli(slopes), byBias);
  }

  @Override
  public void softmax(INDArray scores, BatchSteps steps, double scale) {
    scores.muli(scale);
    INDArray counts = steps.column(scores.dataType()).reshape('c', steps.batch(), steps.time());
    Broadcast.add(scores, counts.sub(1).muli(FAR), scores, 0, 3);
    Broadcast.sub(scores, scores.max(3), scores, 0, 1, 2);
    Transforms.exp(scores, false);
    Broadcast.div(scores, scores.sum(3), scores, 0, 1, 2);
    Broadcast.mul(scores, counts, scores, 0, 2);
    Broadcast.mul(scores, counts, scores, 0, 3);
  }

  @Override
  public void drop(INDArray numbers, InvertedDropout dropout, INDArray dropped) {
    dropped.assign(numbers);
    long width = numbers.size(numbers.rank() - 1);
    dropped(dropped.reshape('c', numbers.length() / width, width), dropout);
  }

  @Override
  public void softmaxBackward(INDArray shares, INDArray dropped, double scale, INDArray deltas) {
    deltas.muli(dropped);
    INDArray mean = deltas.sum(3);
    deltas.subi(Broadcast.mul(shares, mean, shares.ulike(), 0, 1, 2)).muli(scale);
  }

  /** In place. */
  private static INDArray masked(INDArray matrix, BatchSteps steps) {
    return steps.mask() == null ? matrix : matrix.muliColumnVector(steps.column(matrix.dataType()));
  }

  /** In place. */
  private static INDArray dropped(INDArray matrix, @Nullable InvertedDropout dropout) {
    return dropout == null
        ? matrix
        : matrix.muli(dropout.matrix(matrix.size(0), matrix.size(1), matrix.dataType()));
  }

  private static INDArray cube(INDArray matrix, BatchSteps steps) {
    return matrix.reshape('c', steps.batch(), steps.time(), matrix.size(1));
  }

  private static INDArray behind(INDArray cube, int ahead) {
    return cube.get(all(), interval(ahead, cube.size(1)), all());
  }

  private static INDArray column(INDArray vector) {
    return vector.reshape(vector.length(), 1);
  }
}
