package io.sequent.common.network.recurrent;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import io.sequent.common.network.engine.Scratch.Memory;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Several passes of another kernel with the same weights, each over the output of the one before:
 * {@code y = f(a(f(a(f(x)))))} for three. The states of the passes are concatenated in one {@link
 * RecurrentState} of shape [batch, passes * hidden]. Recurrent dropout is the same in all passes.
 */
final class RepeatedKernel implements RecurrentKernel {
  private final RecurrentKernel kernel;
  private final int passes;
  private final IActivation activation;

  /**
   * A kernel for inputs as wide as its outputs.
   *
   * @param passes at least 2
   * @param activation between the outputs of a pass and the inputs of the next
   */
  RepeatedKernel(RecurrentKernel kernel, int passes, IActivation activation) {
    this.kernel = kernel;
    this.passes = passes;
    this.activation = activation;
  }

  @Override
  public Pass forward(
      CellType cell,
      RecurrentWeights weights,
      INDArray input,
      int batch,
      INDArray output,
      Options options) {
    List<Pass> done = new ArrayList<>(passes);
    List<INDArray> sums = new ArrayList<>(passes); // before the activation, for the backward pass
    INDArray in = input;
    for (int pass = 0; pass < passes; pass++) {
      boolean top = pass == passes - 1;
      INDArray out = top ? output : like(output, options.memory());
      done.add(kernel.forward(cell, weights, in, batch, out, of(pass, options)));
      if (!top) {
        sums.add(out);
        in = activated(out, options);
      }
    }
    return new RepeatedPass(done, sums, weights, activation);
  }

  /** Activations work in place. */
  private INDArray activated(INDArray sums, Options options) {
    INDArray in = options.training() ? like(sums, options.memory()).assign(sums) : sums;
    return activation.getActivation(in, options.training());
  }

  private Options of(int pass, Options options) {
    RecurrentState all = options.initial();
    return new Options(
        options.reverse(),
        all == null ? null : of(pass, all, options.memory()),
        options.mask(),
        options.recurrentDropout(),
        options.training(),
        options.memory(),
        options.scratch());
  }

  private RecurrentState of(int pass, RecurrentState all, Memory memory) {
    INDArray cell = all.cell();
    return new RecurrentState(
        block(pass, all.hidden(), memory), cell == null ? null : block(pass, cell, memory));
  }

  /** The columns of one pass, contiguous. */
  private INDArray block(int pass, INDArray all, Memory memory) {
    long hidden = all.size(1) / passes;
    INDArray block = memory.allocate(all.dataType(), 'c', all.size(0), hidden);
    return block.assign(all.get(all(), interval(pass * hidden, (pass + 1) * hidden)));
  }

  private static INDArray like(INDArray matrix, Memory memory) {
    return memory.allocate(matrix.dataType(), 'c', matrix.shape());
  }
}
