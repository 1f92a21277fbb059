package io.sequent.common.network.recurrent;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import io.sequent.common.network.engine.Scratch.Memory;
import io.sequent.common.network.layer.SequenceMask;
import io.sequent.common.network.recurrent.RecurrentKernel.InputGradient;
import io.sequent.common.network.recurrent.RecurrentKernel.Options;
import io.sequent.common.network.recurrent.RecurrentKernel.Pass;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Broadcast;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The part that the passes of all cells share: the loop over the steps, and the masks.
 *
 * <p>Inside, matrices are transposed: [features, time * batch] in order f, the same memory as the
 * time-major matrices outside. Step {@code t} is the block of {@code batch} columns from {@code t *
 * batch}, contiguous, and so is each gate of it, because every gate has a matrix of its own.
 * Contiguous operands are several times faster than strided ones.
 */
abstract class PortablePass implements Pass {
  final int batch;
  final int time;
  final int hidden;

  private final CellType cell;
  private final Options options;
  private final INDArray input; // [input, time * batch]
  private final GateWeights weights;
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
    this.weights = new GateWeights(cell, weights);
    this.mask = options.mask();
    INDArray factors = options.recurrentDropout();
    this.dropout = factors == null ? null : factors.transpose();
    RecurrentState initial = options.initial();
    this.states = stateMatrix(initial == null ? null : initial.hidden());
  }

  /** One step: reads the gates' {@link #project projections}, writes the new state. */
  abstract void advance(Step step);

  /** Carries the state beside the output past a step that is masked in every sequence. */
  abstract void skip(Step step);

  /** Turns all steps' activations into the factors that {@link #retreat} multiplies by. */
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
  @Nullable INDArray initialCellGradient() {
    return null;
  }

  /** The LSTM's memory after the last step, shape [hidden, batch]. */
  @Nullable INDArray lastCell() {
    return null;
  }

  final void run(INDArray output) {
    for (int i = 0; i < time; i++) {
      Step step = new Step(options.reverse() ? time - 1 - i : i);
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
    return transposed(stateAfterAll(states), lastCell());
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
      Step step = new Step(options.reverse() ? time - 1 - i : i);
      gradient.addi(step.of(outputDeltas));
      if (!step.countsNowhere()) {
        retreat(step, gradient);
      }
    }
    weightGradients(weightGradient);
    return new InputGradient(
        inputGradient(memory).transpose(),
        options.initial() == null ? null : transposed(gradient, initialCellGradient()));
  }

  private static RecurrentState transposed(INDArray hidden, @Nullable INDArray cell) {
    return new RecurrentState(hidden.transpose(), cell == null ? null : cell.transpose());
  }

  /** {@code Wx + b} of one gate for all steps, shape [hidden, time * batch]. */
  final INDArray project(int gate) {
    return weights.project(gate, input, keep(hidden, (long) time * batch));
  }

  /** The bias that follows those of the gates, repeated for all steps. */
  final INDArray recurrentBias() {
    return keep(hidden, (long) time * batch).assign(0).addiColumnVector(weights.recurrentBias());
  }

  /** Adds {@code Rh} of one gate to a block of shape [hidden, batch]. */
  final void addRecurrent(int gate, INDArray previous, INDArray block) {
    weights.addRecurrent(gate, previous, block);
  }

  /**
   * Adds the gradient that reaches the previous output through the recurrent weights.
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
      weights.multiplyBack(gate, delta, sum, beta);
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
   * A matrix of states, with one block more than there are steps.
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

  /** Allocates a matrix that lives as long as the pass. */
  final INDArray keep(long rows, long columns) {
    return allocate(options.memory(), rows, columns);
  }

  /** Allocates a temporary block of shape [hidden, batch]. */
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
    new GateWeights(cell, target).assignGradients(input, inputDeltas(), before, recurrentDeltas());
  }

  private INDArray inputGradient(Memory memory) {
    return weights.inputGradient(inputDeltas(), allocate(memory, input.size(0), input.size(1)));
  }

  private DataType type() {
    return input.dataType();
  }

  private INDArray allocate(Memory memory, long rows, long columns) {
    return memory.allocate(type(), 'f', rows, columns);
  }

  private INDArray block(INDArray matrix, int index) {
    return columns(matrix, index, index + 1);
  }

  private INDArray columns(INDArray matrix, int from, int to) {
    return matrix.get(all(), interval((long) from * batch, (long) to * batch));
  }

  /** One time step: its blocks of the matrices, and the sequences that it counts for. */
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
