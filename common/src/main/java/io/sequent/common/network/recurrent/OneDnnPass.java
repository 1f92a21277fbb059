package io.sequent.common.network.recurrent;

import static org.bytedeco.dnnl.global.dnnl.*;

import io.sequent.common.network.engine.OneDnn;
import io.sequent.common.network.engine.OneDnn.Arguments;
import io.sequent.common.network.engine.PrimitiveCache;
import io.sequent.common.network.engine.Scratch;
import io.sequent.common.network.engine.Scratch.Memory;
import io.sequent.common.network.recurrent.RecurrentKernel.InputGradient;
import io.sequent.common.network.recurrent.RecurrentKernel.Options;
import io.sequent.common.network.recurrent.RecurrentKernel.Pass;
import io.sequent.common.network.recurrent.RnnPrimitives.Direction;
import io.sequent.common.network.recurrent.RnnPrimitives.Shape;
import io.sequent.common.network.recurrent.RnnPrimitives.WeightGradients;
import java.util.stream.IntStream;
import org.bytedeco.dnnl.memory;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A pass on oneDNN, which supports neither masks nor lengths: with a mask, the sequences are {@link
 * Alignment aligned} first, unless they are so already.
 */
final class OneDnnPass implements Pass {
  private final PrimitiveCache<Shape, RnnPrimitives> cache;
  private final RecurrentWeights weights;
  private final int batch;
  private final int time;
  private final INDArray output;
  private final Options options;
  private final Alignment alignment;
  private final PassArrays arrays;

  private final Shape shape;
  private final INDArray alignedInput; // [aligned time * batch, input]
  private final INDArray alignedOutput; // [aligned time * batch, hidden]; read by the backward pass
  private final RecurrentState first;
  private final RecurrentState afterAll;
  private @Nullable Kept kept;

  OneDnnPass(
      PrimitiveCache<Shape, RnnPrimitives> cache,
      CellType cell,
      RecurrentWeights weights,
      INDArray input,
      int batch,
      INDArray output,
      Options options,
      boolean bfloat16) {
    this.cache = cache;
    this.weights = weights;
    this.batch = batch;
    this.output = output;
    this.options = options;
    time = Math.toIntExact(input.size(0) / batch);
    arrays = new PassArrays(batch);
    alignment =
        options.mask() == null
            ? Alignment.complete(batch, time)
            : Alignment.of(options.mask(), options.reverse());
    int steps = alignment.longest();
    int hidden = Math.toIntExact(weights.recurrent().size(0));
    int features = Math.toIntExact(input.size(1));
    Memory memory = options.memory();
    if (alignment.inPlace()) {
      alignedInput = arrays.firstSteps(input, steps);
    } else {
      alignedInput = arrays.matrix(memory, steps, features, features);
      alignment.align(input, alignedInput);
    }
    alignedOutput = arrays.matrix(memory, steps, hidden, hidden);
    // Given none, oneDNN 2.5 computes a wrong gradient of the recurrent weights.
    first = options.initial() == null ? arrays.zeros(memory, cell, hidden) : options.initial();
    afterAll = arrays.state(memory, cell, hidden);
    shape =
        new Shape(
            cell,
            options.reverse() && options.mask() == null,
            steps,
            batch,
            features,
            hidden,
            options.mask() == null ? rowStride(output) : hidden,
            options.training(),
            bfloat16,
            OneDnn.threads());
  }

  /**
   * What the backward primitive reads as the forward one has read and written it.
   *
   * @param first the state before the first step
   * @param last the state after the last one
   */
  private record Kept(
      Scratch input, Scratch first, Scratch output, Scratch last, @Nullable Scratch workspace) {}

  /** A single row has none of its own: ND4J says 1 for it, whatever its width is. */
  private static long rowStride(INDArray matrix) {
    return matrix.size(0) == 1 ? matrix.size(1) : matrix.stride(0);
  }

  void run() {
    if (shape.time() > 0) {
      forward(shape, alignedInput, alignedOutput, afterAll);
    }
    alignment.restore(alignedOutput, output);
  }

  @Override
  public RecurrentState last() {
    if (alignment.even()) {
      return shape.time() == 0 ? first : afterAll;
    }
    // Sequences end at different steps, but oneDNN gives the state after the last step only: so one
    // more run for each length.
    RecurrentState last = arrays.state(options.memory(), shape.cell(), shape.hidden());
    IntStream.range(0, batch)
        .map(alignment::length)
        .distinct()
        .forEach(length -> copy(stateAfter(length), length, last));
    return last;
  }

  private RecurrentState stateAfter(int length) {
    if (length == 0) {
      return first;
    }
    Shape shorter =
        new Shape(
            shape.cell(),
            false,
            length,
            batch,
            shape.input(),
            shape.hidden(),
            shape.hidden(),
            false,
            shape.bfloat16(),
            shape.threads());
    INDArray outputs = arrays.matrix(options.scratch(), length, shape.hidden(), shape.hidden());
    RecurrentState after = arrays.state(options.scratch(), shape.cell(), shape.hidden());
    forward(shorter, arrays.firstSteps(alignedInput, length), outputs, after);
    return after;
  }

  /** Copies the states of the sequences of one length. */
  private void copy(RecurrentState from, int length, RecurrentState to) {
    for (int b = 0; b < batch; b++) {
      if (alignment.length(b) == length) {
        to.hidden().putRow(b, from.hidden().getRow(b));
        if (to.cell() != null) {
          to.cell().putRow(b, require(from.cell()).getRow(b));
        }
      }
    }
  }

  private void forward(Shape shape, INDArray input, INDArray outputs, RecurrentState after) {
    try (var lease = cache.lease(shape)) {
      RnnPrimitives primitives = lease.primitives();
      Direction forward = primitives.forward;
      Memory scratch = options.scratch();
      ReorderedWeights reordered = ReorderedWeights.of(weights, forward, scratch);
      Memory memory = shape.training() ? options.memory() : scratch;
      Kept tensors =
          new Kept(
              primitives.input.read(input, memory, scratch),
              primitives.state.read(first.hidden(), memory, scratch),
              primitives.output.write(outputs, memory),
              primitives.state.write(after.hidden(), memory),
              primitives.workspace == null ? null : Scratch.allocate(memory, primitives.workspace));
      try (Arguments arguments = new Arguments()) {
        arguments
            .put(DNNL_ARG_WEIGHTS_LAYER, forward.inputWeights(), reordered.input())
            .put(DNNL_ARG_WEIGHTS_ITER, forward.recurrentWeights(), reordered.recurrent())
            .put(DNNL_ARG_BIAS, primitives.bias, weights.bias())
            .put(
                DNNL_ARG_SCRATCHPAD,
                forward.scratch(),
                Scratch.allocate(scratch, forward.scratch()));
        put(arguments, primitives, tensors, after);
        arguments.run(forward.operation());
      }
      primitives.output.finish(tensors.output, outputs, scratch);
      primitives.state.finish(tensors.last, after.hidden(), scratch);
      if (shape.training()) {
        kept = tensors;
      }
    }
  }

  /** What the forward primitive reads and writes, and the backward one reads. */
  private void put(
      Arguments arguments, RnnPrimitives primitives, Kept tensors, RecurrentState after) {
    memory.desc state = primitives.state.layout();
    arguments
        .put(DNNL_ARG_SRC_LAYER, primitives.input.layout(), tensors.input)
        .put(DNNL_ARG_SRC_ITER, state, tensors.first)
        .put(DNNL_ARG_DST_LAYER, primitives.output.layout(), tensors.output)
        .put(DNNL_ARG_DST_ITER, state, tensors.last);
    if (first.cell() != null) {
      arguments
          .put(DNNL_ARG_SRC_ITER_C, primitives.state.floats(), first.cell())
          .put(DNNL_ARG_DST_ITER_C, primitives.state.floats(), require(after.cell()));
    }
    if (primitives.workspace != null) {
      arguments.put(DNNL_ARG_WORKSPACE, primitives.workspace, require(tensors.workspace));
    }
  }

  @Override
  public InputGradient backward(
      INDArray outputGradient, RecurrentWeights weightGradient, Memory memory, Memory scratch) {
    if (!options.training()) {
      throw new IllegalStateException("this pass was not made for training");
    }
    INDArray gradient = memory.allocate(DataType.FLOAT, 'c', (long) time * batch, shape.input());
    if (shape.time() == 0) {
      return allMasked(gradient, weightGradient);
    }
    RecurrentState firstGradient = arrays.state(memory, shape.cell(), shape.hidden());
    INDArray alignedGradient =
        alignment.inPlace()
            ? arrays.firstSteps(gradient, shape.time())
            : arrays.matrix(scratch, shape.time(), shape.input(), shape.input());
    backward(
        alignedDeltas(outputGradient, scratch),
        alignedGradient,
        firstGradient,
        weightGradient,
        scratch);
    if (alignment.inPlace()) {
      alignment.clearPadding(gradient);
    } else {
      alignment.restore(alignedGradient, gradient);
    }
    return new InputGradient(gradient, options.initial() == null ? null : firstGradient);
  }

  private void backward(
      INDArray deltas,
      INDArray inputGradient,
      RecurrentState firstGradient,
      RecurrentWeights weightGradient,
      Memory scratch) {
    try (var lease = cache.lease(shape)) {
      RnnPrimitives primitives = lease.primitives();
      Direction backward = require(primitives.backward);
      WeightGradients gradients = require(backward.gradients());
      ReorderedWeights reordered = ReorderedWeights.of(weights, backward, scratch);
      // oneDNN adds to the gradients of the weights.
      Scratch dwx = Scratch.allocate(scratch, gradients.inputWeights()).zeroed();
      Scratch dwh = Scratch.allocate(scratch, gradients.recurrentWeights()).zeroed();
      weightGradient.bias().assign(0);
      memory.desc state = primitives.state.floats();
      Scratch zeros = Scratch.allocate(scratch, state).zeroed();
      Scratch working = Scratch.allocate(scratch, backward.scratch());
      try (Arguments arguments = new Arguments()) {
        arguments
            .put(DNNL_ARG_WEIGHTS_LAYER, backward.inputWeights(), reordered.input())
            .put(DNNL_ARG_WEIGHTS_ITER, backward.recurrentWeights(), reordered.recurrent())
            .put(DNNL_ARG_BIAS, primitives.bias, weights.bias())
            .put(DNNL_ARG_SCRATCHPAD, backward.scratch(), working)
            .put(DNNL_ARG_DIFF_SRC_LAYER, primitives.input.floats(), inputGradient)
            .put(DNNL_ARG_DIFF_WEIGHTS_LAYER, gradients.inputWeights(), dwx)
            .put(DNNL_ARG_DIFF_WEIGHTS_ITER, gradients.recurrentWeights(), dwh)
            .put(DNNL_ARG_DIFF_BIAS, primitives.bias, weightGradient.bias())
            .put(DNNL_ARG_DIFF_DST_LAYER, primitives.outputGradient, deltas)
            .put(DNNL_ARG_DIFF_DST_ITER, state, zeros)
            .put(DNNL_ARG_DIFF_SRC_ITER, state, firstGradient.hidden());
        if (firstGradient.cell() != null) {
          arguments
              .put(DNNL_ARG_DIFF_DST_ITER_C, state, zeros)
              .put(DNNL_ARG_DIFF_SRC_ITER_C, state, firstGradient.cell());
        }
        put(arguments, primitives, require(kept), afterAll);
        arguments.run(backward.operation());
      }
      new ReorderedWeights(dwx, dwh).restore(gradients, weightGradient, scratch);
    }
  }

  /** The outputs' gradients, aligned as the outputs are; zero at masked steps. */
  private INDArray alignedDeltas(INDArray outputGradient, Memory scratch) {
    if (options.mask() == null
        && outputGradient.stride(1) == 1
        && outputGradient.stride(0) == shape.gradientStride()) {
      return outputGradient;
    }
    INDArray deltas = arrays.matrix(scratch, shape.time(), shape.hidden(), shape.gradientStride());
    alignment.align(outputGradient, deltas);
    return deltas;
  }

  /** The gradients if every step is masked: the state passes through unchanged. */
  private InputGradient allMasked(INDArray gradient, RecurrentWeights weightGradient) {
    weightGradient.input().assign(0);
    weightGradient.recurrent().assign(0);
    weightGradient.bias().assign(0);
    return new InputGradient(
        gradient.assign(0),
        options.initial() == null
            ? null
            : arrays.zeros(options.memory(), shape.cell(), shape.hidden()));
  }

  private static <T> T require(@Nullable T value) {
    if (value == null) {
      throw new IllegalStateException("only present in a pass for training");
    }
    return value;
  }
}
