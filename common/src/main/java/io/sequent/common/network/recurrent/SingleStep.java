package io.sequent.common.network.recurrent;

import io.sequent.common.network.recurrent.RecurrentKernel.InputGradient;
import io.sequent.common.network.recurrent.RecurrentKernel.Memory;
import io.sequent.common.network.recurrent.RecurrentKernel.Options;
import io.sequent.common.network.recurrent.RecurrentKernel.Pass;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.blas.params.MMulTranspose;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.reduce.Mmul;
import org.nd4j.linalg.factory.Nd4j;

/**
 * One step of one sequence without a way back, as text generation makes them by the thousand. Here
 * an operation of ND4J costs more than its arithmetic, so there are but two, the products for all
 * gates at once; the rest is done on plain arrays.
 */
final class SingleStep implements Pass {
  private final int hidden;
  private final double[] inputs; // Wx, [gates * hidden]
  private final double[] recurrents; // Rh, [gates * hidden]
  private final double[] biases; // [biases * hidden]
  private final INDArray output; // [1, hidden]
  private final @Nullable INDArray memory; // [1, hidden]

  /** Runs the step; the options must {@link #suits suit}. */
  SingleStep(CellType cell, RecurrentWeights weights, INDArray input, Options options) {
    hidden = Math.toIntExact(weights.recurrent().size(0));
    RecurrentState initial = options.initial();
    inputs = product(weights.input(), input);
    recurrents =
        initial == null
            ? new double[inputs.length]
            : product(weights.recurrent(), initial.hidden());
    biases = numbers(weights.bias());
    double[] h = numbers(initial == null ? null : initial.hidden());
    double[] c = numbers(initial == null ? null : initial.cell());
    for (int unit = 0; unit < hidden; unit++) {
      switch (cell) {
        case RNN -> h[unit] = Math.tanh(gate(0, unit));
        case RNN_RELU -> h[unit] = Math.max(0, gate(0, unit));
        case LSTM -> {
          double candidate = sigmoid(gate(0, unit)) * Math.tanh(gate(2, unit));
          c[unit] = sigmoid(gate(1, unit)) * c[unit] + candidate;
          h[unit] = sigmoid(gate(3, unit)) * Math.tanh(c[unit]);
        }
        case GRU -> {
          int i = 2 * hidden + unit;
          double reset = sigmoid(gate(1, unit)) * (recurrents[i] + biases[i + hidden]);
          double candidate = Math.tanh(inputs[i] + biases[i] + reset);
          double update = sigmoid(gate(0, unit));
          h[unit] = update * h[unit] + (1 - update) * candidate;
        }
      }
    }
    output = row(h, input, options.memory());
    memory = cell.hasCell() ? row(c, input, options.memory()) : null;
  }

  /**
   * Whether a pass is one step of one sequence that counts, for inference.
   *
   * @param input shape [time * batch, input]
   */
  static boolean suits(INDArray input, Options options) {
    return input.size(0) == 1
        && !options.training()
        && options.mask() == null
        && options.recurrentDropout() == null;
  }

  @Override
  public INDArray outputs() {
    return output;
  }

  @Override
  public RecurrentState last() {
    return new RecurrentState(output, memory);
  }

  @Override
  public InputGradient backward(
      INDArray outputGradient, RecurrentWeights weightGradient, Memory memory) {
    throw new IllegalStateException("this pass was not made for training");
  }

  /** {@code Wx + Rh + b} of one unit of one gate. */
  private double gate(int gate, int unit) {
    int i = gate * hidden + unit;
    return inputs[i] + recurrents[i] + biases[i];
  }

  private static double[] product(INDArray weights, INDArray row) {
    INDArray result = Nd4j.createUninitialized(row.dataType(), weights.size(1));
    MMulTranspose transposed = MMulTranspose.builder().transposeA(true).build();
    Nd4j.exec(new Mmul(weights, row.reshape(row.length()), result, 1, 0, transposed));
    return result.data().asDouble();
  }

  /** The numbers of a vector or row; zeros for null. */
  private double[] numbers(@Nullable INDArray array) {
    if (array == null) {
      return new double[hidden];
    }
    // The buffer of a view starts where the view does; strides make it longer than the view.
    boolean inOnePiece = array.data().length() == array.length();
    return (inOnePiece ? array : array.dup()).data().asDouble();
  }

  private static INDArray row(double[] values, INDArray like, Memory memory) {
    INDArray row = memory.allocate(like.dataType(), 'c', 1, values.length);
    row.data().setData(values);
    return row;
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }
}
