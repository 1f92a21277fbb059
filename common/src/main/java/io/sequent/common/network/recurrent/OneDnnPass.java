package io.sequent.common.network.recurrent;

import static org.bytedeco.dnnl.global.dnnl.*;
import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import io.sequent.common.network.engine.Arguments;
import io.sequent.common.network.engine.OneDnn;
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
import org.bytedeco.dnnl.reorder;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A pass on oneDNN, which knows neither masks nor lengths: where there is a mask, the sequences are
 * {@link Alignment aligned} first, unless they lie so already.
 */
final class OneDnnPass implements Pass {
  private final PrimitiveCache<Shape, RnnPrimitives> cache;
  private final RecurrentWeights weights;
  private final int batch;
  private final int time;
  private final INDArray output;
  private final Options options;
  private final Alignment alignment;

  private final Shape shape;
  private final INDArray alignedInput; // [aligned time * batch, input]
  private final INDArray alignedOutput; // [aligned time * batch, hidden]; the way back reads it
  private final RecurrentState first;
  private final RecurrentState afterAll;
  private @Nullable Scratch workspace;

  OneDnnPass(
      PrimitiveCache<Shape, RnnPrimitives> cache,
      CellType cell,
      RecurrentWeights weights,
      INDArray input,
      int batch,
      INDArray output,
      Options options) {
    this.cache = cache;
    this.weights = weights;
    this.batch = batch;
    this.output = output;
    this.options = options;
    time = Math.toIntExact(input.size(0) / batch);
    alignment =
        options.mask() == null
            ? Alignment.complete(batch, time)
            : Alignment.of(options.mask(), options.reverse());
    int steps = alignment.longest();
    int hidden = Math.toIntExact(weights.recurrent().size(0));
    int features = Math.toIntExact(input.size(1));
    Memory memory = options.memory();
    if (alignment.inPlace()) {
      alignedInput = firstSteps(input, steps);
    } else {
      alignedInput = matrix(memory, steps, features, features);
      alignment.align(input, alignedInput);
    }
    alignedOutput = matrix(memory, steps, hidden, hidden);
    // Given none, oneDNN 2.5 computes a wrong gradient of the recurrent weights.
    first = options.initial() == null ? zeros(memory, cell, hidden) : options.initial();
    afterAll = state(memory, cell, hidden);
    shape =
        new Shape(
            cell,
            options.reverse() && options.mask() == null,
            steps,
            batch,
            features,
            hidden,
            options.mask() == null ? output.stride(0) : hidden,
            options.training(),
            OneDnn.threads());
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
    // Sequences end at different steps, but oneDNN tells the state after the last step only: so
    // once more, for each length as far as it goes.
    RecurrentState last = state(options.memory(), shape.cell(), shape.hidden());
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
            shape.threads());
    INDArray outputs = matrix(options.scratch(), length, shape.hidden(), shape.hidden());
    RecurrentState after = state(options.scratch(), shape.cell(), shape.hidden());
    forward(shorter, firstSteps(alignedInput, length), outputs, after);
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
      ReorderedWeights reordered = reordered(primitives, forward, scratch);
      Scratch working = Scratch.allocate(scratch, forward.scratch());
      if (primitives.workspace != null) {
        workspace = Scratch.allocate(options.memory(), primitives.workspace);
      }
      try (Arguments arguments = new Arguments()) {
        arguments
            .put(DNNL_ARG_SRC_LAYER, primitives.input, input)
            .put(DNNL_ARG_WEIGHTS_LAYER, forward.inputWeights(), reordered.input)
            .put(DNNL_ARG_WEIGHTS_ITER, forward.recurrentWeights(), reordered.recurrent)
            .put(DNNL_ARG_BIAS, primitives.bias, weights.bias())
            .put(DNNL_ARG_DST_LAYER, primitives.output, outputs)
            .put(DNNL_ARG_DST_ITER, primitives.state, after.hidden())
            .put(DNNL_ARG_SCRATCHPAD, forward.scratch(), working);
        if (after.cell() != null) {
          arguments.put(DNNL_ARG_DST_ITER_C, primitives.state, after.cell());
        }
        putFirst(arguments, primitives.state);
        if (primitives.workspace != null) {
          arguments.put(DNNL_ARG_WORKSPACE, primitives.workspace, require(workspace));
        }
        arguments.run(forward.primitive());
      }
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
      return nothing(gradient, weightGradient);
    }
    RecurrentState firstGradient = state(memory, shape.cell(), shape.hidden());
    INDArray alignedGradient =
        alignment.inPlace()
            ? firstSteps(gradient, shape.time())
            : matrix(scratch, shape.time(), shape.input(), shape.input());
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
      ReorderedWeights reordered = reordered(primitives, backward, scratch);
      // oneDNN adds to the gradients of the weights.
      Scratch dwx = Scratch.allocate(scratch, gradients.inputWeights()).zeroed();
      Scratch dwh = Scratch.allocate(scratch, gradients.recurrentWeights()).zeroed();
      weightGradient.bias().assign(0);
      Scratch zeros = Scratch.allocate(scratch, primitives.state).zeroed();
      Scratch working = Scratch.allocate(scratch, backward.scratch());
      try (Arguments arguments = new Arguments()) {
        arguments
            .put(DNNL_ARG_SRC_LAYER, primitives.input, alignedInput)
            .put(DNNL_ARG_WEIGHTS_LAYER, backward.inputWeights(), reordered.input)
            .put(DNNL_ARG_WEIGHTS_ITER, backward.recurrentWeights(), reordered.recurrent)
            .put(DNNL_ARG_BIAS, primitives.bias, weights.bias())
            .put(DNNL_ARG_DST_LAYER, primitives.output, alignedOutput)
            .put(DNNL_ARG_DST_ITER, primitives.state, afterAll.hidden())
            .put(DNNL_ARG_WORKSPACE, require(primitives.workspace), require(workspace))
            .put(DNNL_ARG_SCRATCHPAD, backward.scratch(), working)
            .put(DNNL_ARG_DIFF_SRC_LAYER, primitives.input, inputGradient)
            .put(DNNL_ARG_DIFF_WEIGHTS_LAYER, gradients.inputWeights(), dwx)
            .put(DNNL_ARG_DIFF_WEIGHTS_ITER, gradients.recurrentWeights(), dwh)
            .put(DNNL_ARG_DIFF_BIAS, primitives.bias, weightGradient.bias())
            .put(DNNL_ARG_DIFF_DST_LAYER, primitives.outputGradient, deltas)
            .put(DNNL_ARG_DIFF_DST_ITER, primitives.state, zeros);
        if (afterAll.cell() != null) {
          arguments
              .put(DNNL_ARG_DST_ITER_C, primitives.state, afterAll.cell())
              .put(DNNL_ARG_DIFF_DST_ITER_C, primitives.state, zeros);
        }
        putFirst(arguments, primitives.state);
        arguments.put(DNNL_ARG_DIFF_SRC_ITER, primitives.state, firstGradient.hidden());
        if (firstGradient.cell() != null) {
          arguments.put(DNNL_ARG_DIFF_SRC_ITER_C, primitives.state, firstGradient.cell());
        }
        arguments.run(backward.primitive());
      }
      reorder(
          gradients.fromInputWeights(),
          gradients.inputWeights(),
          dwx,
          primitives.inputWeights,
          weightGradient.input());
      reorder(
          gradients.fromRecurrentWeights(),
          gradients.recurrentWeights(),
          dwh,
          primitives.recurrentWeights,
          weightGradient.recurrent());
    }
  }

  /** The outputs' gradients where the outputs are, zeros where nothing counts. */
  private INDArray alignedDeltas(INDArray outputGradient, Memory scratch) {
    if (options.mask() == null
        && outputGradient.stride(1) == 1
        && outputGradient.stride(0) == shape.gradientStride()) {
      return outputGradient;
    }
    INDArray deltas = matrix(scratch, shape.time(), shape.hidden(), shape.gradientStride());
    alignment.align(outputGradient, deltas);
    return deltas;
  }

  /** Where no step counts, only the state goes through. */
  private InputGradient nothing(INDArray gradient, RecurrentWeights weightGradient) {
    weightGradient.input().assign(0);
    weightGradient.recurrent().assign(0);
    weightGradient.bias().assign(0);
    return new InputGradient(
        gradient.assign(0),
        options.initial() == null ? null : zeros(options.memory(), shape.cell(), shape.hidden()));
  }

  private void putFirst(Arguments arguments, memory.desc layout) {
    arguments.put(DNNL_ARG_SRC_ITER, layout, first.hidden());
    if (first.cell() != null) {
      arguments.put(DNNL_ARG_SRC_ITER_C, layout, first.cell());
    }
  }

  private RecurrentState zeros(Memory memory, CellType cell, int hidden) {
    RecurrentState state = state(memory, cell, hidden);
    state.hidden().assign(0);
    if (state.cell() != null) {
      state.cell().assign(0);
    }
    return state;
  }

  private RecurrentState state(Memory memory, CellType cell, int hidden) {
    return new RecurrentState(
        memory.allocate(DataType.FLOAT, 'c', batch, hidden),
        cell.hasCell() ? memory.allocate(DataType.FLOAT, 'c', batch, hidden) : null);
  }

  /** The weights as a primitive wants them. */
  private record ReorderedWeights(Scratch input, Scratch recurrent) {}

  private ReorderedWeights reordered(RnnPrimitives primitives, Direction direction, Memory memory) {
    return new ReorderedWeights(
        reordered(
            direction.toInputWeights(),
            primitives.inputWeights,
            weights.input(),
            direction.inputWeights(),
            memory),
        reordered(
            direction.toRecurrentWeights(),
            primitives.recurrentWeights,
            weights.recurrent(),
            direction.recurrentWeights(),
            memory));
  }

  private static Scratch reordered(
      reorder reorder, memory.desc from, INDArray array, memory.desc to, Memory memory) {
    Scratch target = Scratch.allocate(memory, to);
    try (Arguments arguments = new Arguments()) {
      arguments.put(DNNL_ARG_FROM, from, array).put(DNNL_ARG_TO, to, target).run(reorder);
    }
    return target;
  }

  private static void reorder(
      reorder reorder, memory.desc from, Scratch source, memory.desc to, INDArray array) {
    try (Arguments arguments = new Arguments()) {
      arguments.put(DNNL_ARG_FROM, from, source).put(DNNL_ARG_TO, to, array).run(reorder);
    }
  }

  /** Uninitialised, shape [steps * batch, features], with so many numbers from row to row. */
  private INDArray matrix(Memory memory, int steps, int features, long rowStride) {
    INDArray wide =
        memory.allocate(DataType.FLOAT, 'c', Math.max(1, steps) * (long) batch, rowStride);
    return rowStride == features ? wide : wide.get(all(), interval(0, features));
  }

  private INDArray firstSteps(INDArray matrix, int steps) {
    return steps * (long) batch == matrix.size(0) || steps == 0
        ? matrix
        : matrix.get(interval(0, steps * (long) batch), all());
  }

  private static <T> T require(@Nullable T value) {
    if (value == null) {
      throw new IllegalStateException("made for another kind of pass");
    }
    return value;
  }
}
