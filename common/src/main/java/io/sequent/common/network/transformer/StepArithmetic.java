package io.sequent.common.network.transformer;

import io.sequent.common.network.engine.Kernels;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What a transformer computes between its products of matrices. Matrices have a row for each step,
 * [batch * time, features] in order c. Rows of steps that do not count come out as zeros and add
 * nothing to a gradient.
 */
interface StepArithmetic {
  /** What suits a type: loops in plain Java for floats beside oneDNN, else ND4J's operations. */
  static StepArithmetic of(DataType type) {
    return type == DataType.FLOAT && Kernels.usesOneDnn()
        ? new FloatArithmetic()
        : new PortableArithmetic();
  }

  /**
   * Layer normalisation (Ba et al. 2016): {@code y = gamma (x - mean) / sqrt(variance + epsilon) +
   * beta}, the mean and the variance those of the row.
   *
   * @param epsilon added to the variance
   * @param moments is overwritten with mean and {@code 1 / sqrt(variance + epsilon)} of each row,
   *     shape [rows, 2]
   */
  void normalize(
      INDArray x, BatchSteps steps, Norm norm, double epsilon, INDArray y, INDArray moments);

  /**
   * The gradient of {@link #normalize}.
   *
   * @param deltas gradient by y
   * @param gradients are overwritten
   * @param byX the gradient by x is added to it
   */
  void normalizeBackward(
      INDArray x,
      BatchSteps steps,
      Norm norm,
      INDArray moments,
      INDArray deltas,
      Norm gradients,
      INDArray byX);

  /**
   * A table with a row for each step is added: {@code y = dropout(x + table)}.
   *
   * @param x shape [batch * (time - ahead), features], its steps those after the first ones
   * @param ahead steps at the start of y that are those of the table alone
   * @param table shape [time or more, features]
   */
  void addTable(
      INDArray x,
      int ahead,
      INDArray table,
      BatchSteps steps,
      @Nullable InvertedDropout dropout,
      INDArray y);

  /**
   * The gradient of {@link #addTable}.
   *
   * @param deltas gradient by y
   * @param byTable is overwritten
   * @param byX is overwritten
   */
  void addTableBackward(
      INDArray deltas,
      int ahead,
      BatchSteps steps,
      @Nullable InvertedDropout dropout,
      INDArray byTable,
      INDArray byX);

  /** Adds a bias to each row, in place. */
  void addBias(INDArray matrix, INDArray bias);

  /** The gradient of {@link #addBias}: the sum of the rows. */
  void sumRows(INDArray deltas, INDArray byBias);

  /** The end of a branch with a residual connection: {@code y = x + dropout(branch + bias)}. */
  void join(
      INDArray x,
      INDArray branch,
      INDArray bias,
      BatchSteps steps,
      @Nullable InvertedDropout dropout,
      INDArray y);

  /**
   * The gradient of {@link #join} by the branch; that by x is the one by y.
   *
   * @param deltas gradient by y, zero at steps that do not count
   * @param room of the same shape, overwritten if it is needed
   * @return {@code deltas} or {@code room}
   */
  INDArray joinBackward(
      INDArray deltas, @Nullable InvertedDropout dropout, INDArray room, INDArray byBias);

  /** Copies the rows that count. */
  void copy(INDArray from, BatchSteps steps, INDArray to);

  /**
   * The Gaussian error linear unit (Hendrycks and Gimpel 2016) of {@code z = sums + bias}: {@code z
   * / 2 (1 + erf(z / sqrt(2)))}, or in the tanh form {@code z / 2 (1 + tanh(sqrt(2 / pi) (z +
   * 0.044715 z^3)))}.
   *
   * @param exact whether with erf
   * @param sums is overwritten with the derivative by z
   * @param y is overwritten
   */
  void gelu(boolean exact, INDArray sums, INDArray bias, INDArray y);

  /**
   * The gradient of {@link #gelu}.
   *
   * @param slopes what that wrote to its sums
   * @param deltas gradient by y, is overwritten with that by the sums
   */
  void geluBackward(INDArray slopes, INDArray deltas, INDArray byBias);

  /**
   * The shares of all steps in what each step attends to, in place: the softmax of {@code scale
   * scores} over the steps that count. Zero for steps that do not count, both as columns and as
   * rows.
   *
   * @param scores shape [batch, heads, time, time], order c
   */
  void softmax(INDArray scores, BatchSteps steps, double scale);

  /**
   * Drops numbers, row by row along the last dimension; takes a gradient back just so.
   *
   * @param dropped is overwritten, of the same shape
   */
  void drop(INDArray numbers, InvertedDropout dropout, INDArray dropped);

  /**
   * The gradient of {@link #softmax} and {@link #drop}.
   *
   * @param dropped the same as the shares if nothing was dropped
   * @param deltas gradient by {@code dropped}, is overwritten with that by the scores
   */
  void softmaxBackward(INDArray shares, INDArray dropped, double scale, INDArray deltas);
}
