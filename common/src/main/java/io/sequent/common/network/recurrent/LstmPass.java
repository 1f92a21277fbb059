package io.sequent.common.network.recurrent;

import io.sequent.common.network.recurrent.RecurrentKernel.Options;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/** {@link CellType#LSTM} in ND4J operations. */
final class LstmPass extends PortablePass {
  // Activations of all steps; in the backward pass slopes, then gradients before the activation.
  private final INDArray input;
  private final INDArray forget;
  private final INDArray candidate;
  private final INDArray output;

  private final INDArray cells; // [hidden, (time + 1) * batch]
  private final INDArray squashed; // tanh of the memory; in the backward pass its slope
  private final INDArray cellGradient; // [hidden, batch]

  /** The share of the memory's gradient that passes the forget gate. */
  private INDArray passing;

  LstmPass(RecurrentWeights weights, INDArray sequence, int batch, Options options) {
    super(CellType.LSTM, weights, sequence, batch, options);
    input = project(0);
    forget = project(1);
    candidate = project(2);
    output = project(3);
    RecurrentState initial = options.initial();
    cells = stateMatrix(initial == null ? null : initial.cell());
    squashed = keep(hidden, (long) time * batch);
    cellGradient = keep(hidden, batch);
    passing = forget;
  }

  @Override
  void advance(Step step) {
    INDArray h = step.previousOutput();
    INDArray i = step.of(input);
    INDArray f = step.of(forget);
    INDArray g = step.of(candidate);
    INDArray o = step.of(output);
    addRecurrent(0, h, i);
    addRecurrent(1, h, f);
    addRecurrent(2, h, g);
    addRecurrent(3, h, o);
    Transforms.sigmoid(i, false);
    Transforms.sigmoid(f, false);
    Transforms.tanh(g, false);
    Transforms.sigmoid(o, false);
    INDArray previous = step.before(cells);
    INDArray cell = step.after(cells);
    INDArray tanh = step.of(squashed);
    f.muli(previous, cell).addi(i.muli(g, tanh));
    Transforms.tanh(tanh.assign(cell), false);
    o.muli(tanh, step.after(states()));
    step.keepWhereMasked(previous, cell);
  }

  @Override
  void skip(Step step) {
    step.after(cells).assign(step.before(cells));
    step.of(squashed).assign(0);
  }

  @Override
  void prepareBackward() {
    // do = dh tanh(c) o(1-o),  dc += dh o (1-tanh²(c)),
    // di = dc g i(1-i),  df = dc c' f(1-f),  dg = dc i (1-g²),  dc' = dc f
    INDArray outputSlope = output.rsub(1).muli(output).muli(squashed);
    squashed.muli(squashed).rsubi(1).muli(output);
    output.assign(outputSlope);
    INDArray inputSlope = outputSlope.assign(input).rsubi(1).muli(input).muli(candidate);
    candidate.muli(candidate).rsubi(1).muli(input);
    input.assign(inputSlope);
    passing = oneWhereMasked(masked(inputSlope.assign(forget)));
    forget.muli(forget.rsub(1)).muli(statesBefore(cells));
    masked(input);
    masked(forget);
    masked(candidate);
    masked(output);
    masked(squashed);
    cellGradient.assign(0);
  }

  @Override
  void retreat(Step step, INDArray gradient) {
    cellGradient.addi(step.of(squashed).muli(gradient));
    step.of(input).muli(cellGradient);
    step.of(forget).muli(cellGradient);
    step.of(candidate).muli(cellGradient);
    step.of(output).muli(gradient);
    cellGradient.muli(step.of(passing));
    boolean empty = step.countsEverywhere();
    if (!empty) {
      step.zeroWhereCounting(gradient);
    }
    addThroughWeights(step, gradient, empty);
  }

  @Override
  List<INDArray> inputDeltas() {
    return List.of(input, forget, candidate, output);
  }

  @Override
  List<INDArray> recurrentDeltas() {
    return inputDeltas();
  }

  @Override
  INDArray initialCellGradient() {
    return cellGradient;
  }

  @Override
  INDArray lastCell() {
    return stateAfterAll(cells);
  }
}
