package io.sequent.common.network.recurrent;

import io.sequent.common.network.recurrent.RecurrentKernel.Options;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/** {@link CellType#RNN} in ND4J operations. */
final class RnnPass extends PortablePass {
  private final INDArray sum; // becomes the output's slope, then the gradient

  RnnPass(CellType cell, RecurrentWeights weights, INDArray input, int batch, Options options) {
    super(cell, weights, input, batch, options);
    sum = project(0);
  }

  @Override
  void advance(Step step) {
    INDArray s = step.of(sum);
    addRecurrent(0, step.previousOutput(), s);
    step.after(states()).assign(Transforms.tanh(s, false));
  }

  @Override
  void skip(Step step) {}

  @Override
  void prepareBackward() {
    masked(sum.muli(sum).rsubi(1));
  }

  @Override
  void retreat(Step step, INDArray gradient) {
    step.of(sum).muli(gradient);
    boolean empty = step.countsEverywhere();
    if (!empty) {
      step.zeroWhereCounting(gradient);
    }
    addThroughWeights(step, gradient, empty);
  }

  @Override
  List<INDArray> inputDeltas() {
    return List.of(sum);
  }

  @Override
  List<INDArray> recurrentDeltas() {
    return List.of(sum);
  }

  @Override
  @Nullable INDArray initialCellGradient() {
    return null;
  }

  @Override
  @Nullable INDArray lastCell() {
    return null;
  }
}
