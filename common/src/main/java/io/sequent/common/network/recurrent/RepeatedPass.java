package io.sequent.common.network.recurrent;

import io.sequent.common.network.engine.Scratch.Memory;
import io.sequent.common.network.recurrent.RecurrentKernel.InputGradient;
import io.sequent.common.network.recurrent.RecurrentKernel.Pass;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The passes of a {@link RepeatedKernel}. */
final class RepeatedPass implements Pass {
  private final List<Pass> passes;
  private final List<INDArray> sums;
  private final RecurrentWeights weights;
  private final IActivation activation;

  /**
   * Passes in their order.
   *
   * @param sums outputs of all but the last before the activation, shape [time * batch, hidden]
   */
  RepeatedPass(
      List<Pass> passes, List<INDArray> sums, RecurrentWeights weights, IActivation activation) {
    this.passes = passes;
    this.sums = sums;
    this.weights = weights;
    this.activation = activation;
  }

  @Override
  public RecurrentState last() {
    return concatenated(passes.stream().map(Pass::last).toList());
  }

  @Override
  public InputGradient backward(
      INDArray outputGradient, RecurrentWeights weightGradient, Memory memory, Memory scratch) {
    int top = passes.size() - 1;
    List<RecurrentState> initial = new ArrayList<>();
    InputGradient gradient =
        passes.get(top).backward(outputGradient, weightGradient, memory, scratch);
    add(gradient.initial(), initial);
    RecurrentWeights summand = like(weights, scratch);
    for (int pass = top - 1; pass >= 0; pass--) {
      INDArray deltas = activation.backprop(sums.get(pass), gradient.input()).getFirst();
      gradient = passes.get(pass).backward(deltas, summand, memory, scratch);
      add(gradient.initial(), initial);
      weightGradient.input().addi(summand.input());
      weightGradient.recurrent().addi(summand.recurrent());
      weightGradient.bias().addi(summand.bias());
    }
    Collections.reverse(initial);
    return new InputGradient(gradient.input(), initial.isEmpty() ? null : concatenated(initial));
  }

  private static void add(@Nullable RecurrentState state, List<RecurrentState> states) {
    if (state != null) {
      states.add(state);
    }
  }

  private static RecurrentState concatenated(List<RecurrentState> states) {
    INDArray[] cells =
        states.stream().map(RecurrentState::cell).filter(Objects::nonNull).toArray(INDArray[]::new);
    return new RecurrentState(
        Nd4j.concat(1, states.stream().map(RecurrentState::hidden).toArray(INDArray[]::new)),
        cells.length == 0 ? null : Nd4j.concat(1, cells));
  }

  private static RecurrentWeights like(RecurrentWeights weights, Memory memory) {
    return new RecurrentWeights(
        like(weights.input(), memory),
        like(weights.recurrent(), memory),
        like(weights.bias(), memory));
  }

  private static INDArray like(INDArray array, Memory memory) {
    return memory.allocate(array.dataType(), 'f', array.shape());
  }
}
