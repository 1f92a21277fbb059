package io.sequent.common.network.recurrent;

import io.sequent.common.network.recurrent.RecurrentKernel.Options;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/** {@link CellType#RNN} and {@link CellType#RNN_RELU} in ND4J operations. */
final class RnnPass extends PortablePass {
  private final boolean rectified;
  private final INDArray sum; // becomes the output, its slope, then the gradient

  RnnPass(CellType cell, RecurrentWeights weights, INDArray input, int batch, Options options) {
    super(cell, weights, input, batch, options);
    rectified = cell == CellType.RNN_RELU;
    sum = project(0);
  }

  @Override
  void advance(Step step) {
    INDArray s = step.of(sum);
    addRecurrent(0, step.previousOutput(), s);
    step.after(states()).assign(rectified ? Transforms.relu(s, false) : Transforms.tanh(s, false));
  }

  @Override
  void skip(Step step) {}

  @Override
  void prepareBackward() {
    // 1 - tanh²; the slope of ReLU is the sign of its output, which is never negative.
    masked(rectified ? Transforms.sign(sum, false) : sum.muli(sum).rsubi(1));
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
}
