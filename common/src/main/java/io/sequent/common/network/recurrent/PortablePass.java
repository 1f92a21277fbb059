package io.sequent.common.network.recurrent;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import io.sequent.common.network.engine.Scratch.Memory;
import io.sequent.common.network.layer.SequenceMask;
import io.sequent.common.network.recurrent.RecurrentKernel.InputGradient;
import io.sequent.common.network.recurrent.RecurrentKernel.Options;
import io.sequent.common.network.recurrent.RecurrentKernel.Pass;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.blas.params.MMulTranspose;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.reduce.Mmul;
import org.nd4j.linalg.factory.Broadcast;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What the passes of all cells share: the loop over the steps, the masks, and the large products.
 *
 * <p>Inside, matrices lie on their side: [features, time * batch] in order f, the same memory as
 * the time-major matrices outside. Step {@code t} is the block of {@code batch} columns from {@code
 * t * batch}, contiguous, and so is each gate of it, because every gate has a matrix of its own.
 * Contiguous operands are several times faster than strided ones.
 */
abstract class PortablePass implements Pass {
  final int batch;
  final int time;
  final int hidden;

  private final CellType cell;
  private final Options options;
  private final INDArray input; // [input, time * batch]
  private final List<INDArray> inputWeights; // by gate [input, hidden]
  private final List<INDArray> recurrentWeights; // by gate [hidden, hidden]
  private final List<INDArray> biases; // by gate [hidden, 1]
  private final @Nullable SequenceMask mask;
  private final @Nullable INDArray dropout; // [hidden, batch]

  /** Outputs before masking, with the initial state beside the step that comes first. */
  private final INDArray states; // [hidden, (time + 1) * batch]

  PortablePass(
      CellType cell, RecurrentWeights weights, INDArray input, int batch, Options options) {
    this.cell = cell;
    this.options = options;
    this.batch = batch;
    this.time = Math.toIntExact(input.size(0) / batch);
    this.hidden = Math.toIntExact(weights.recurrent().size(0));
    this.input = input.transpose();
    this.inputWeights = gates(weights.input(), cell.gates());
    this.recurrentWeights = gates(weights.recurrent(), cell.gates());
    INDArray bias = weights.bias().reshape('f', 1, (long) cell.biases() * hidden);
    this.biases =
        gates(bias, cell.biases()).stream().map(block -> block.reshape(hidden, 1)).toList();
    this.mask = options.mask();
    INDArray factors = options.recurrentDropout();
    this.dropout = factors == null ? null : factors.transpose();
    RecurrentState initial = options.initial();
    this.states = stateMatrix(initial == null ? null : initial.hidden());
  }

  /** One step: reads the gates' {@link #project projections}, writes the new state. */
  abstract void advance(Step step);

  /** Copies what the cell carries beside its output past a step that counts nowhere. */
  abstract void skip(Step step);

  /** Turns all steps' activations into the factors that {@link #retreat} multiplies with. */
  abstract void prepareBackward();

  /**
   * One step back: writes the gradients of the gates.
   *
   * @param gradient of the step's output, shape [hidden, batch]; becomes that of the previous one
   */
  abstract void retreat(Step step, INDArray gradient);

  /** Gradients of the gates at the input's products, by gate [hidden, time * batch]. */
  abstract List<INDArray> inputDeltas();

  /** Gradients of the gates at the products with the previous output. */
  abstract List<INDArray> recurrentDeltas();

  /** The gradient of the LSTM's memory before the first step, shape [hidden, batch]. */
  abstract @Nullable INDArray initialCellGradient();

  /** The LSTM's memory after the last step, shape [hidden, batch]. */
  abstract @Nullable INDArray lastCell();

  final void run(INDArray output) {
    for (int i = 0; i < time; i++) {
      Step step = step(options.reverse() ? time - 1 - i : i);
      INDArray previous = step.before(states);
      INDArray next = step.after(states);
      if (step.countsNowhere()) {
        next.assign(previous);
        skip(step);
      } else {
        advance(step);
        step.keepWhereMasked(previous, next);
      }
    }
    INDArray outputs = options.reverse() ? columns(states, 0, time) : columns(states, 1, time + 1);
    output.assign(outputs.transpose());
    if (mask != null) {
      output.muliColumnVector(mask.flat().reshape(mask.flat().length(), 1));
    }
  }

  @Override
  public final RecurrentState last() {
    INDArray hiddenState = stateAfterAll(states);
    INDArray cellState = lastCell();
    return new RecurrentState(
        hiddenState.transpose(), cellState == null ? null : cellState.transpose());
  }

  @Override
  public final InputGradient backward(
      INDArray outputGradient, RecurrentWeights weightGradient, Memory memory, Memory scratch) {
    if (!options.training()) {
      throw new IllegalStateException("this pass was not made for training");
    }
    prepareBackward();
    INDArray outputDeltas = outputGradient.transpose();
    if (mask != null) {
      outputDeltas = outputDeltas.mulRowVector(mask.flat());
    }
    INDArray gradient = allocate(memory, hidden, batch).assign(0);
    for (int i = time - 1; i >= 0; i--) {
      Step step = step(options.reverse() ? time - 1 - i : i);
      gradient.addi(step.of(outputDeltas));
      if (!step.countsNowhere()) {
        retreat(step, gradient);
      }
    }
    weightGradients(weightGradient);
    return new InputGradient(inputGradient(memory).transpose(), initialGradient(gradient));
  }

  private @Nullable RecurrentState initialGradient(INDArray hiddenGradient) {
    if (options.initial() == null) {
      return null;
    }
    INDArray cellGradient = initialCellGradient();
    return new RecurrentState(
        hiddenGradient.transpose(), cellGradient == null ? null : cellGradient.transpose());
  }

  /** {@code Wx + b} of one gate for all steps, shape [hidden, time * batch]. */
  final INDArray project(int gate) {
    INDArray projection = keep(hidden, (long) time * batch);
    multiply(inputWeights.get(gate), true, input, projection, 0);
    return projection.addiColumnVector(biases.get(gate));
  }

  /** The bias that follows those of the gates, repeated for all steps. */
  final INDArray recurrentBias() {
    return keep(hidden, (long) time * batch).assign(0).addiColumnVector(biases.get(cell.gates()));
  }

  /** Adds {@code Rh} of one gate to a block of shape [hidden, batch]. */
  final void addRecurrent(int gate, INDArray previous, INDArray block) {
    multiply(recurrentWeights.get(gate), true, previous, block, 1);
  }

  /**
   * Adds to {@code gradient} what reaches the previous output through the recurrent weights.
   *
   * @param gradient shape [hidden, batch]
   * @param empty whether {@code gradient} holds nothing yet and is overwritten
   */
  final void addThroughWeights(Step step, INDArray gradient, boolean empty) {
    INDArray sum = dropout == null ? gradient : scratch();
    boolean overwrite = dropout != null || empty;
    for (int gate = 0; gate < cell.gates(); gate++) {
      INDArray delta = step.of(recurrentDeltas().get(gate));
      double beta = overwrite && gate == 0 ? 0 : 1;
      multiply(recurrentWeights.get(gate), false, delta, sum, beta);
    }
    if (dropout != null) {
      sum.muli(dropout);
      if (empty) {
        gradient.assign(sum);
      } else {
        gradient.addi(sum);
      }
    }
  }

  /**
   * A matrix of states, one block more than steps.
   *
   * @param initial shape [batch, hidden]; null for zeros
   */
  final INDArray stateMatrix(@Nullable INDArray initial) {
    INDArray matrix = keep(hidden, (time + 1L) * batch);
    INDArray first = block(matrix, options.reverse() ? time : 0);
    if (initial == null) {
      first.assign(0);
    } else {
      first.assign(initial.transpose());
    }
    return matrix;
  }

  /** The states that the steps started from, shape [hidden, time * batch]. */
  final INDArray statesBefore(INDArray matrix) {
    return options.reverse() ? columns(matrix, 1, time + 1) : columns(matrix, 0, time);
  }

  /** The state after the last step, shape [hidden, batch]. */
  final INDArray stateAfterAll(INDArray matrix) {
    return block(matrix, options.reverse() ? 0 : time);
  }

  final INDArray states() {
    return states;
  }

  /** Allocates what lives as long as the pass. */
  final INDArray keep(long rows, long columns) {
    return allocate(options.memory(), rows, columns);
  }

  /** Allocates a block of shape [hidden, batch] for short use. */
  final INDArray scratch() {
    return Nd4j.createUninitialized(type(), new long[] {hidden, batch}, 'f');
  }

  /** Zeroes the columns that do not count. */
  final INDArray masked(INDArray matrix) {
    return mask == null ? matrix : matrix.muliRowVector(mask.flat());
  }

  /** Sets the columns that do not count to one, if they are zero. */
  final INDArray oneWhereMasked(INDArray matrix) {
    return mask == null ? matrix : matrix.addiRowVector(mask.flat().rsub(1));
  }

  private void weightGradients(RecurrentWeights target) {
    INDArray before = statesBefore(states);
    if (dropout != null) {
      INDArray steps = before.transpose().reshape('c', time, batch, hidden);
      INDArray dropped = Nd4j.createUninitialized(type(), steps.shape(), 'c');
      Broadcast.mul(steps, dropout.transpose(), dropped, 1, 2);
      before = dropped.reshape('c', (long) time * batch, hidden).transpose();
    }
    List<INDArray> toInput = gates(target.input(), cell.gates());
    List<INDArray> toRecurrent = gates(target.recurrent(), cell.gates());
    INDArray bias = target.bias().reshape('f', 1, (long) cell.biases() * hidden);
    List<INDArray> toBias = gates(bias, cell.biases());
    for (int gate = 0; gate < cell.gates(); gate++) {
      Nd4j.gemm(input, inputDeltas().get(gate), toInput.get(gate), false, true, 1, 0);
      Nd4j.gemm(before, recurrentDeltas().get(gate), toRecurrent.get(gate), false, true, 1, 0);
      toBias.get(gate).assign(inputDeltas().get(gate).sum(1));
    }
    if (cell.biases() > cell.gates()) {
      INDArray last = recurrentDeltas().get(cell.gates() - 1);
      toBias.get(cell.gates()).assign(last.sum(1));
    }
  }

  private INDArray inputGradient(Memory memory) {
    INDArray gradient = allocate(memory, input.size(0), input.size(1));
    for (int gate = 0; gate < cell.gates(); gate++) {
      INDArray delta = inputDeltas().get(gate);
      Nd4j.gemm(inputWeights.get(gate), delta, gradient, false, false, 1, gate == 0 ? 0 : 1);
    }
    return gradient;
  }

  /**
   * {@code result = weights columns + beta result}. A single column goes as a vector: the general
   * product is half as fast for it, and text generation makes nothing else.
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

  private DataType type() {
    return input.dataType();
  }

  private INDArray allocate(Memory memory, long rows, long columns) {
    return memory.allocate(type(), 'f', rows, columns);
  }

  private List<INDArray> gates(INDArray matrix, int count) {
    List<INDArray> gates = new ArrayList<>(count);
    for (int gate = 0; gate < count; gate++) {
      gates.add(matrix.get(all(), interval(gate * hidden, (gate + 1) * hidden)));
    }
    return gates;
  }

  private INDArray block(INDArray matrix, int index) {
    return columns(matrix, index, index + 1);
  }

  private INDArray columns(INDArray matrix, int from, int to) {
    return matrix.get(all(), interval((long) from * batch, (long) to * batch));
  }

  private Step step(int index) {
    return new Step(index);
  }

  /** One time step: where its blocks are and whom it counts for. */
  final class Step {
    private final int index;

    private Step(int index) {
      this.index = index;
    }

    /** The step's block of a matrix over all steps. */
    INDArray of(INDArray matrix) {
      return block(matrix, index);
    }

    /** The block of a state matrix that the step starts from. */
    INDArray before(INDArray stateMatrix) {
      return block(stateMatrix, options.reverse() ? index + 1 : index);
    }

    /** The block of a state matrix that the step writes. */
    INDArray after(INDArray stateMatrix) {
      return block(stateMatrix, options.reverse() ? index : index + 1);
    }

    /** The previous output as the recurrent weights see it. */
    INDArray previousOutput() {
      INDArray previous = before(states);
      return dropout == null ? previous : previous.mul(dropout);
    }

    boolean countsNowhere() {
      return mask != null && mask.none(index);
    }

    boolean countsEverywhere() {
      return mask == null || mask.all(index);
    }

    /** Puts the old state back for the sequences for which the step does not count. */
    void keepWhereMasked(INDArray before, INDArray after) {
      if (!countsEverywhere()) {
        after.subi(before).muliRowVector(row()).addi(before);
      }
    }

    /** Zeroes the columns of the sequences for which the step counts. */
    void zeroWhereCounting(INDArray block) {
      block.muliRowVector(row().rsub(1));
    }

    private INDArray row() {
      if (mask == null) {
        throw new IllegalStateException("no mask");
      }
      return mask.flat().get(interval((long) index * batch, (index + 1L) * batch));
    }
  }
}
