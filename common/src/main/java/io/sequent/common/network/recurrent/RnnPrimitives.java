package io.sequent.common.network.recurrent;

import static org.bytedeco.dnnl.global.dnnl.rnn_direction.unidirectional_left2right;
import static org.bytedeco.dnnl.global.dnnl.rnn_direction.unidirectional_right2left;

import io.sequent.common.network.engine.OneDnn;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.global.dnnl.algorithm;
import org.bytedeco.dnnl.global.dnnl.prop_kind;
import org.bytedeco.dnnl.global.dnnl.rnn_direction;
import org.bytedeco.dnnl.lbr_gru_backward;
import org.bytedeco.dnnl.lbr_gru_forward;
import org.bytedeco.dnnl.lstm_backward;
import org.bytedeco.dnnl.lstm_forward;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive;
import org.bytedeco.dnnl.primitive_attr;
import org.bytedeco.dnnl.rnn_primitive_desc_base;
import org.bytedeco.dnnl.vanilla_rnn_backward;
import org.bytedeco.dnnl.vanilla_rnn_forward;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;

/**
 * One direction of a recurrent layer as primitives of oneDNN, for one shape, with the layouts of
 * all their tensors. {@link CellType} has gates and biases in oneDNN's order, and {@link
 * RecurrentWeights} lie as its layout {@code ldgoi}; each primitive wants its weights in a layout
 * of its own choice, to which they are reordered.
 */
final class RnnPrimitives implements AutoCloseable {
  final RnnTensor input; // [time, batch, input]
  final RnnTensor output; // [time, batch, hidden]
  final RnnTensor state; // [1, 1, batch, hidden]
  final memory.desc outputGradient; // [time, batch, hidden] with rows further apart
  final memory.desc bias;

  private final memory.desc inputWeights; // as the caller has them
  private final memory.desc recurrentWeights;

  final Direction forward;
  final @Nullable Direction backward;

  /** What the forward pass leaves to the backward pass; null for inference. */
  final memory.@Nullable desc workspace;

  private final List<Pointer> owned = new ArrayList<>();

  /**
   * The properties that a set of primitives is created for.
   *
   * @param reverse from the last step to the first
   * @param gradientStride from one row of the outputs' gradients to the next
   * @param bfloat16 whether inputs, outputs and weights are rounded to bfloat16 before they are
   *     multiplied; sums, gradients, biases and the cells of an LSTM are floats in any case
   * @param threads number of threads on which it runs, whichever thread calls it
   */
  record Shape(
      CellType cell,
      boolean reverse,
      int time,
      int batch,
      int input,
      int hidden,
      long gradientStride,
      boolean training,
      boolean bfloat16,
      int threads) {}

  /**
   * A primitive with its own layouts.
   *
   * @param inputWeights layout of the input weights that it reads
   * @param toInputWeights from the caller's layout to that
   * @param scratch memory while it runs
   */
  record Direction(
      primitive operation,
      memory.desc inputWeights,
      memory.desc recurrentWeights,
      Reordering toInputWeights,
      Reordering toRecurrentWeights,
      memory.desc scratch,
      @Nullable WeightGradients gradients) {}

  /** Layouts of the weights' gradients that a backward primitive writes, and the way back. */
  record WeightGradients(
      memory.desc inputWeights,
      memory.desc recurrentWeights,
      Reordering fromInputWeights,
      Reordering fromRecurrentWeights) {}

  RnnPrimitives(Shape shape) {
    int time = shape.time();
    int batch = shape.batch();
    int hidden = shape.hidden();
    int gates = shape.cell().gates();
    boolean bfloat16 = shape.bfloat16();
    input = RnnTensor.of(memory.format_tag.tnc, bfloat16, owned, time, batch, shape.input());
    output = RnnTensor.of(memory.format_tag.tnc, bfloat16, owned, time, batch, hidden);
    state = RnnTensor.of(memory.format_tag.ldnc, bfloat16, owned, 1, 1, batch, hidden);
    outputGradient =
        own(
            OneDnn.floats(
                new long[] {time, batch, hidden},
                new long[] {batch * shape.gradientStride(), shape.gradientStride(), 1}));
    bias = own(OneDnn.floats(memory.format_tag.ldgo, 1, 1, shape.cell().biases(), hidden));
    inputWeights = own(OneDnn.floats(memory.format_tag.ldgoi, 1, 1, shape.input(), gates, hidden));
    recurrentWeights = own(OneDnn.floats(memory.format_tag.ldgoi, 1, 1, hidden, gates, hidden));

    Descriptors made = descriptors(shape);
    workspace = shape.training() ? own(made.forward.workspace_desc()) : null;
    forward = direction(made.forward, made.forwardPrimitive, null);
    backward =
        made.backward == null || made.backwardPrimitive == null
            ? null
            : direction(made.backward, made.backwardPrimitive, gradients(made.backward));
  }

  @Override
  public void close() {
    owned.forEach(Pointer::close);
  }

  private Descriptors descriptors(Shape shape) {
    int gates = shape.cell().gates();
    int hidden = shape.hidden();
    Common common =
        new Common(
            shape.training() ? prop_kind.forward_training : prop_kind.forward_inference,
            shape.reverse() ? unidirectional_right2left : unidirectional_left2right,
            weights(shape.bfloat16(), shape.input(), gates, hidden),
            weights(shape.bfloat16(), hidden, gates, hidden),
            weights(false, shape.input(), gates, hidden),
            weights(false, hidden, gates, hidden),
            own(OneDnn.callersScratch()),
            OneDnn.engine(),
            shape.training());
    return switch (shape.cell()) {
      case LSTM -> lstm(common);
      case GRU -> gru(common);
      case RNN -> rnn(common, algorithm.eltwise_tanh);
      case RNN_RELU -> rnn(common, algorithm.eltwise_relu);
    };
  }

  private memory.desc weights(boolean bfloat16, int inputs, int gates, int hidden) {
    memory.format_tag any = memory.format_tag.any;
    return own(
        bfloat16
            ? OneDnn.bfloat16(any, 1, 1, inputs, gates, hidden)
            : OneDnn.floats(any, 1, 1, inputs, gates, hidden));
  }

  /**
   * Arguments that are the same for every cell.
   *
   * @param wx input weights, in whatever layout suits the primitive
   * @param wh recurrent weights, likewise
   * @param dwx gradients of the input weights
   * @param dwh gradients of the recurrent weights
   */
  private record Common(
      prop_kind kind,
      rnn_direction way,
      memory.desc wx,
      memory.desc wh,
      memory.desc dwx,
      memory.desc dwh,
      primitive_attr attributes,
      engine cpu,
      boolean training) {}

  // Each layout of a gradient follows, in the same order, those of what goes into the cell.

  private Descriptors lstm(Common c) {
    memory.desc x = input.layout();
    memory.desc h = state.layout();
    memory.desc y = output.layout();
    memory.desc cells = state.floats();
    lstm_forward.desc there =
        new lstm_forward.desc(c.kind, c.way, x, h, cells, c.wx, c.wh, bias, y, h, cells);
    lstm_forward.primitive_desc forwards =
        own(new lstm_forward.primitive_desc(own(there), c.attributes, c.cpu));
    Descriptors inference = new Descriptors(forwards, own(new lstm_forward(forwards)), null, null);
    if (!c.training) {
      return inference;
    }
    lstm_backward.desc back =
        new lstm_backward.desc(
            prop_kind.backward,
            c.way,
            x,
            h,
            cells,
            c.wx,
            c.wh,
            bias,
            y,
            h,
            cells,
            input.floats(),
            state.floats(),
            cells,
            c.dwx,
            c.dwh,
            bias,
            outputGradient,
            state.floats(),
            cells);
    lstm_backward.primitive_desc backwards =
        own(new lstm_backward.primitive_desc(own(back), c.attributes, c.cpu, forwards));
    return inference.with(backwards, own(new lstm_backward(backwards)));
  }

  private Descriptors gru(Common c) {
    memory.desc x = input.layout();
    memory.desc h = state.layout();
    memory.desc y = output.layout();
    lbr_gru_forward.desc there =
        new lbr_gru_forward.desc(c.kind, c.way, x, h, c.wx, c.wh, bias, y, h);
    lbr_gru_forward.primitive_desc forwards =
        own(new lbr_gru_forward.primitive_desc(own(there), c.attributes, c.cpu));
    Descriptors inference =
        new Descriptors(forwards, own(new lbr_gru_forward(forwards)), null, null);
    if (!c.training) {
      return inference;
    }
    lbr_gru_backward.desc back =
        new lbr_gru_backward.desc(
            prop_kind.backward,
            c.way,
            x,
            h,
            c.wx,
            c.wh,
            bias,
            y,
            h,
            input.floats(),
            state.floats(),
            c.dwx,
            c.dwh,
            bias,
            outputGradient,
            state.floats());
    lbr_gru_backward.primitive_desc backwards =
        own(new lbr_gru_backward.primitive_desc(own(back), c.attributes, c.cpu, forwards));
    return inference.with(backwards, own(new lbr_gru_backward(backwards)));
  }

  private Descriptors rnn(Common c, algorithm activation) {
    memory.desc x = input.layout();
    memory.desc h = state.layout();
    memory.desc y = output.layout();
    vanilla_rnn_forward.desc there =
        new vanilla_rnn_forward.desc(c.kind, activation, c.way, x, h, c.wx, c.wh, bias, y, h);
    vanilla_rnn_forward.primitive_desc forwards =
        own(new vanilla_rnn_forward.primitive_desc(own(there), c.attributes, c.cpu));
    Descriptors inference =
        new Descriptors(forwards, own(new vanilla_rnn_forward(forwards)), null, null);
    if (!c.training) {
      return inference;
    }
    vanilla_rnn_backward.desc back =
        new vanilla_rnn_backward.desc(
            prop_kind.backward,
            activation,
            c.way,
            x,
            h,
            c.wx,
            c.wh,
            bias,
            y,
            h,
            input.floats(),
            state.floats(),
            c.dwx,
            c.dwh,
            bias,
            outputGradient,
            state.floats());
    vanilla_rnn_backward.primitive_desc backwards =
        own(new vanilla_rnn_backward.primitive_desc(own(back), c.attributes, c.cpu, forwards));
    return inference.with(backwards, own(new vanilla_rnn_backward(backwards)));
  }

  private record Descriptors(
      rnn_primitive_desc_base forward,
      primitive forwardPrimitive,
      @Nullable rnn_primitive_desc_base backward,
      @Nullable primitive backwardPrimitive) {
    Descriptors with(rnn_primitive_desc_base backward, primitive backwardPrimitive) {
      return new Descriptors(forward, forwardPrimitive, backward, backwardPrimitive);
    }
  }

  private Direction direction(
      rnn_primitive_desc_base described, primitive operation, @Nullable WeightGradients gradients) {
    memory.desc wx = own(described.weights_layer_desc());
    memory.desc wh = own(described.weights_iter_desc());
    return new Direction(
        operation,
        wx,
        wh,
        reorder(inputWeights, wx),
        reorder(recurrentWeights, wh),
        own(described.scratchpad_desc()),
        gradients);
  }

  private WeightGradients gradients(rnn_primitive_desc_base described) {
    memory.desc wx = own(described.diff_weights_layer_desc());
    memory.desc wh = own(described.diff_weights_iter_desc());
    return new WeightGradients(wx, wh, reorder(wx, inputWeights), reorder(wh, recurrentWeights));
  }

  private Reordering reorder(memory.desc from, memory.desc to) {
    return Reordering.of(from, to, owned);
  }

  private <T extends Pointer> T own(T pointer) {
    owned.add(pointer);
    return pointer;
  }
}
