package io.sequent.common.network.recurrent;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.blas.params.MMulTranspose;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.reduce.Mmul;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The weights of a layer, or their gradients, gate by gate, and the products with them in ND4J
 * operations. Columns are time steps of sequences, as in {@link PortablePass}.
 */
final class GateWeights {
  private final CellType cell;
  private final int hidden;
  private final List<INDArray> input; // by gate [input, hidden]
  private final List<INDArray> recurrent; // by gate [hidden, hidden]
  private final List<INDArray> biases; // by gate [1, hidden]

  GateWeights(CellType cell, RecurrentWeights weights) {
    this.cell = cell;
    hidden = Math.toIntExact(weights.recurrent().size(0));
    input = gates(weights.input(), cell.gates());
    recurrent = gates(weights.recurrent(), cell.gates());
    INDArray bias = weights.bias().reshape('f', 1, (long) cell.biases() * hidden);
    biases = gates(bias, cell.biases());
  }

  /**
   * {@code Wx + b} of one gate.
   *
   * @param columns shape [input, columns]
   * @param target is overwritten, shape [hidden, columns]
   */
  INDArray project(int gate, INDArray columns, INDArray target) {
    multiply(input.get(gate), true, columns, target, 0);
    return target.addiColumnVector(column(biases.get(gate)));
  }

  /** The bias that follows those of the gates, shape [hidden, 1]. */
  INDArray recurrentBias() {
    return column(biases.get(cell.gates()));
  }

  /** Adds {@code Rh} of one gate to a block of shape [hidden, batch]. */
  void addRecurrent(int gate, INDArray previous, INDArray block) {
    multiply(recurrent.get(gate), true, previous, block, 1);
  }

  /**
   * {@code sum = R' delta + beta sum} of one gate, which takes its gradient to the state before.
   */
  void multiplyBack(int gate, INDArray delta, INDArray sum, double beta) {
    multiply(recurrent.get(gate), false, delta, sum, beta);
  }

  /**
   * The gradient of the input.
   *
   * @param deltas gradients of the gates, by gate [hidden, columns]
   * @param gradient is overwritten, shape [input, columns]
   */
  INDArray inputGradient(List<INDArray> deltas, INDArray gradient) {
    for (int gate = 0; gate < cell.gates(); gate++) {
      INDArray delta = deltas.get(gate);
      Nd4j.gemm(input.get(gate), delta, gradient, false, false, 1, gate == 0 ? 0 : 1);
    }
    return gradient;
  }

  /**
   * Makes these the gradients of the weights, as sums over all columns.
   *
   * @param inputs shape [input, columns]
   * @param inputDeltas gradients of the gates at their products with the inputs
   * @param before the outputs of the steps before, shape [hidden, columns]
   * @param recurrentDeltas gradients of the gates at their products with those outputs
   */
  void assignGradients(
      INDArray inputs,
      List<INDArray> inputDeltas,
      INDArray before,
      List<INDArray> recurrentDeltas) {
    for (int gate = 0; gate < cell.gates(); gate++) {
      Nd4j.gemm(inputs, inputDeltas.get(gate), input.get(gate), false, true, 1, 0);
      Nd4j.gemm(before, recurrentDeltas.get(gate), recurrent.get(gate), false, true, 1, 0);
      biases.get(gate).assign(inputDeltas.get(gate).sum(1));
    }
    if (cell.biases() > cell.gates()) {
      INDArray last = recurrentDeltas.get(cell.gates() - 1);
      biases.get(cell.gates()).assign(last.sum(1));
    }
  }

  /**
   * {@code result = weights columns + beta result}. A single column is multiplied as a vector: the
   * matrix product takes twice as long for it, and text generation computes nothing else.
   */
  private static void multiply(
      INDArray weights, boolean transpose, INDArray columns, INDArray result, double beta) {
    if (columns.size(1) > 1) {
      Nd4j.gemm(weights, columns, result, transpose, false, 1, beta);
      return;
    }
    INDArray vector = columns.reshape(columns.size(0));
    INDArray target = result.reshape(result.size(0));
    MMulTranspose how = MMulTranspose.builder().transposeA(transpose).build();
    Nd4j.exec(new Mmul(weights, vector, target, 1, beta, how));
  }

  private INDArray column(INDArray bias) {
    return bias.reshape(hidden, 1);
  }

  private List<INDArray> gates(INDArray matrix, int count) {
    List<INDArray> gates = new ArrayList<>(count);
    for (int gate = 0; gate < count; gate++) {
      gates.add(matrix.get(all(), interval(gate * hidden, (gate + 1) * hidden)));
    }
    return gates;
  }
}
