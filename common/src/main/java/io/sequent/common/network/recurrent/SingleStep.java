package io.sequent.common.network.recurrent;

import io.sequent.common.network.engine.MatrixProduct;
import io.sequent.common.network.engine.NativeFloats;
import io.sequent.common.network.engine.Scratch.Memory;
import io.sequent.common.network.recurrent.RecurrentKernel.InputGradient;
import io.sequent.common.network.recurrent.RecurrentKernel.Options;
import io.sequent.common.network.recurrent.RecurrentKernel.Pass;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.shape.Shape;

/**
 * One step without a way back, as text generation makes them by the thousand. Here an operation of
 * ND4J costs more than its arithmetic, so there are but two, the products for all gates at once,
 * with the weights as they lie; the rest is done on plain arrays.
 */
final class SingleStep implements Pass {
  private final int width; // of one sequence's gates
  private final int hidden;
  private final double[] inputs; // Wx, [batch, gates * hidden]
  private final double[] recurrents; // Rh, [batch, gates * hidden]
  private final double[] biases; // [biases * hidden]
  private final RecurrentState last;

  /** Runs the step; the options must {@link #suits suit}. */
  SingleStep(
      CellType cell, RecurrentWeights weights, INDArray input, INDArray output, Options options) {
    hidden = Math.toIntExact(weights.recurrent().size(0));
    width = cell.gates() * hidden;
    int batch = Math.toIntExact(input.size(0));
    RecurrentState initial = options.initial();
    inputs = product(input, weights.input(), options.scratch());
    recurrents =
        initial == null
            ? new double[inputs.length]
            : product(initial.hidden(), weights.recurrent(), options.scratch());
    biases = numbers(weights.bias());
    double[] h = initial == null ? new double[batch * hidden] : numbers(initial.hidden());
    double[] c =
        initial == null || initial.cell() == null
            ? new double[batch * hidden]
            : numbers(initial.cell());
    for (int row = 0; row < batch; row++) {
      step(cell, row, h, c);
    }
    INDArray state = rows(h, batch, input, options.memory());
    output.assign(state);
    last =
        new RecurrentState(state, cell.hasCell() ? rows(c, batch, input, options.memory()) : null);
  }

  /**
   * Whether a pass is one step that counts everywhere, for inference.
   *
   * @param input shape [time * batch, input]
   */
  static boolean suits(INDArray input, int batch, Options options) {
    return input.size(0) == batch
        && !options.training()
        && options.mask() == null
        && options.recurrentDropout() == null;
  }

  @Override
  public RecurrentState last() {
    return last;
  }

  @Override
  public InputGradient backward(
      INDArray outputGradient, RecurrentWeights weightGradient, Memory memory, Memory scratch) {
    throw new IllegalStateException("this pass was not made for training");
  }

  private void step(CellType cell, int row, double[] h, double[] c) {
    for (int unit = 0; unit < hidden; unit++) {
      int at = row * hidden + unit;
      switch (cell) {
        case RNN -> h[at] = tanh(gate(row, 0, unit));
        case RNN_RELU -> h[at] = Math.max(0, gate(row, 0, unit));
        case LSTM -> {
          double candidate = sigmoid(gate(row, 0, unit)) * tanh(gate(row, 2, unit));
          c[at] = sigmoid(gate(row, 1, unit)) * c[at] + candidate;
          h[at] = sigmoid(gate(row, 3, unit)) * tanh(c[at]);
        }
        case GRU -> {
          int i = 2 * hidden + unit;
          double carried = recurrents[row * width + i] + biases[i + hidden];
          double reset = sigmoid(gate(row, 1, unit)) * carried;
          double candidate = tanh(inputs[row * width + i] + biases[i] + reset);
          double update = sigmoid(gate(row, 0, unit));
          h[at] = update * h[at] + (1 - update) * candidate;
        }
      }
    }
  }

  /** {@code Wx + Rh + b} of one unit of one gate. */
  private double gate(int row, int gate, int unit) {
    int i = gate * hidden + unit;
    return inputs[row * width + i] + recurrents[row * width + i] + biases[i];
  }

  private static double[] product(INDArray rows, INDArray weights, Memory scratch) {
    INDArray result = scratch.allocate(rows.dataType(), 'c', rows.size(0), weights.size(1));
    MatrixProduct.multiply(rows, weights, result, 0);
    return numbers(result);
  }

  private static double[] numbers(INDArray array) {
    boolean inOrder = array.ordering() == 'c' && Shape.hasDefaultStridesForShape(array);
    INDArray packed = inOrder ? array : array.dup('c');
    if (!NativeFloats.suit(packed)) {
      return packed.dup('c').data().asDouble();
    }
    float[] floats = new float[Math.toIntExact(packed.length())];
    NativeFloats.buffer(packed).get(floats);
    double[] numbers = new double[floats.length];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = floats[i];
    }
    return numbers;
  }

  private INDArray rows(double[] values, int batch, INDArray like, Memory memory) {
    INDArray rows = memory.allocate(like.dataType(), 'c', batch, hidden);
    rows.data().setData(values);
    return rows;
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  /** Three times as fast as Java's, and as exact where it is added to numbers about one. */
  private static double tanh(double x) {
    return 2 / (1 + Math.exp(-2 * x)) - 1;
  }
}
