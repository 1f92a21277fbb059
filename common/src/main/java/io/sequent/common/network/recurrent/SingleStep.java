package io.sequent.common.network.recurrent;

import io.sequent.common.network.engine.MatrixProduct;
import io.sequent.common.network.engine.NativeFloats;
import io.sequent.common.network.engine.Scratch.Memory;
import io.sequent.common.network.recurrent.RecurrentKernel.InputGradient;
import io.sequent.common.network.recurrent.RecurrentKernel.Options;
import io.sequent.common.network.recurrent.RecurrentKernel.Pass;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One step of floats without a backward pass. It needs only two native operations, the products for
 * all gates at once, with the weights in their own layout; the rest is done on plain arrays.
 */
final class SingleStep implements Pass {
  private final RecurrentState last;

  /** Runs the step; it must {@link #suits suit}. */
  SingleStep(
      CellType cell, RecurrentWeights weights, INDArray input, INDArray output, Options options) {
    int hidden = Math.toIntExact(weights.recurrent().size(0));
    int width = cell.gates() * hidden;
    int batch = Math.toIntExact(input.size(0));
    RecurrentState initial = options.initial();
    float[] inputs = product(input, weights.input(), options.scratch());
    float[] recurrents =
        initial == null
            ? new float[inputs.length]
            : product(initial.hidden(), weights.recurrent(), options.scratch());
    float[] h = initial == null ? new float[batch * hidden] : numbers(initial.hidden());
    float[] c =
        initial == null || initial.cell() == null
            ? new float[batch * hidden]
            : numbers(initial.cell());
    CellArithmetic arithmetic = new CellArithmetic(cell, hidden, numbers(weights.bias()));
    for (int row = 0; row < batch; row++) {
      arithmetic.advance(inputs, recurrents, row * width, h, c, row * hidden);
    }
    INDArray state = rows(h, batch, options.memory());
    output.assign(state);
    last = new RecurrentState(state, cell.hasCell() ? rows(c, batch, options.memory()) : null);
  }

  /**
   * Whether a pass is a single unmasked step of floats, for inference.
   *
   * @param input shape [time * batch, input]
   */
  static boolean suits(INDArray input, int batch, Options options) {
    return input.size(0) == batch
        && !options.training()
        && options.mask() == null
        && options.recurrentDropout() == null
        && NativeFloats.suit(input);
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

  private static float[] product(INDArray rows, INDArray weights, Memory scratch) {
    INDArray result = scratch.allocate(DataType.FLOAT, 'c', rows.size(0), weights.size(1));
    MatrixProduct.FLOAT.multiply(rows, weights, result);
    return numbers(result);
  }

  private static float[] numbers(INDArray array) {
    return NativeFloats.read(NativeFloats.inOnePiece(array) ? array : array.dup('c'));
  }

  private static INDArray rows(float[] numbers, int batch, Memory memory) {
    INDArray rows = memory.allocate(DataType.FLOAT, 'c', batch, numbers.length / batch);
    NativeFloats.write(numbers, rows);
    return rows;
  }
}
