package io.sequent.common.export.layer;

import io.sequent.common.export.onnx.Attribute;
import io.sequent.common.export.onnx.Dimension;
import io.sequent.common.export.onnx.ElementType;
import io.sequent.common.export.onnx.OnnxGraph;
import io.sequent.common.export.onnx.Value;
import io.sequent.common.network.recurrent.CellType;
import io.sequent.common.network.recurrent.Recurrent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Recurrent layers. Operators of ONNX read [time, batch, features] and take a sequence that is read
 * backwards from its own end; the states behind it are zero.
 */
final class RecurrentExport {
  /** Positions of ONNX's gates i, o, f, g among ours, whose order is i, f, g, o. */
  private static final int[] LSTM_GATES = {0, 3, 1, 2};

  /** Ours are in ONNX's order: z, r, n. */
  private static final int[] GRU_GATES = {0, 1, 2};

  private static final int[] ONE_GATE = {0};

  private final LayerNodes<Recurrent> layer;
  private final OnnxGraph graph;
  private final CellType cell;
  private final List<String> directions;
  private final int hidden;
  private final int[] gates;

  private RecurrentExport(LayerNodes<Recurrent> layer) {
    this.layer = layer;
    this.graph = layer.graph();
    this.cell = layer.conf().getCell();
    // What the names of a direction's parameters end with.
    this.directions = layer.conf().isBidirectional() ? List.of("", "R") : List.of("");
    this.hidden = Math.toIntExact(layer.conf().getNOut() / directions.size());
    this.gates =
        switch (cell) {
          case LSTM -> LSTM_GATES;
          case GRU -> GRU_GATES;
          case RNN, RNN_RELU -> ONE_GATE;
        };
  }

  static Activations add(LayerNodes<Recurrent> layer, Activations in) {
    return new RecurrentExport(layer).add(in);
  }

  private Activations add(Activations in) {
    Value input = packed("W", Math.toIntExact(layer.conf().getNIn()));
    Value recurrent = packed("RW", hidden);
    Value bias = bias();
    Value steps = in.value();
    int passes = layer.conf().getPasses();
    for (int pass = 0; pass < passes; pass++) {
      if (pass > 0) {
        steps = ActivationNodes.add(layer, layer.conf().getPassActivation(), steps);
      }
      String name = layer.index() + (passes == 1 ? "" : "_" + pass);
      steps = pass(name, steps, in.padding(), List.of(input, recurrent, bias));
    }
    return in.with(layer.conf().isConcat() ? layer.beside(List.of(steps, in.value())) : steps);
  }

  private Value pass(String name, Value steps, @Nullable Padding padding, List<Value> weights) {
    List<Value> from = new ArrayList<>();
    from.add(graph.add("Transpose", steps, Attribute.ofNumbers("perm", 1, 0, 2)));
    from.addAll(weights);
    from.add(padding == null ? Value.NONE : padding.shortLengths());
    boolean carried = layer.form().sequences() == SequenceForm.CARRIED;
    List<String> states = cell.hasCell() ? List.of("state_", "cell_") : List.of("state_");
    if (carried) {
      if (directions.size() > 1) {
        throw layer.refused("read backwards, a sequence cannot go on where another has ended");
      }
      for (String state : states) {
        Value before =
            graph.input(state + name, ElementType.FLOAT, Dimension.BATCH, Dimension.of(hidden));
        from.add(graph.add("Unsqueeze", before, graph.longs(0)));
      }
    }
    List<Value> made = graph.add(operator(), 1 + states.size(), from, attributes());
    if (carried) {
      for (int i = 0; i < states.size(); i++) {
        graph.output(
            "next_" + states.get(i) + name,
            graph.add("Squeeze", made.get(1 + i), graph.longs(0)),
            ElementType.FLOAT,
            Dimension.BATCH,
            Dimension.of(hidden));
      }
    }
    // [time, directions, batch, hidden] to [batch, time, directions * hidden]
    Value byBatch = graph.add("Transpose", made.get(0), Attribute.ofNumbers("perm", 2, 0, 1, 3));
    return graph.add("Reshape", byBatch, graph.longs(0, 0, layer.conf().getNOut()));
  }

  private String operator() {
    return switch (cell) {
      case LSTM -> "LSTM";
      case GRU -> "GRU";
      case RNN, RNN_RELU -> "RNN";
    };
  }

  private Attribute[] attributes() {
    List<Attribute> attributes = new ArrayList<>();
    attributes.add(Attribute.of("hidden_size", hidden));
    attributes.add(Attribute.of("direction", directions.size() == 1 ? "forward" : "bidirectional"));
    if (cell == CellType.GRU) {
      // The reset gate comes after the product with the state.
      attributes.add(Attribute.of("linear_before_reset", 1));
    }
    if (cell == CellType.RNN_RELU) {
      attributes.add(
          Attribute.ofTexts("activations", Collections.nCopies(directions.size(), "Relu")));
    }
    return attributes.toArray(Attribute[]::new);
  }

  /** From [rows, gates * hidden] of each direction to [directions, gates * hidden, rows]. */
  private Value packed(String name, int rows) {
    float[] packed = new float[directions.size() * gates.length * hidden * rows];
    int to = 0;
    for (String direction : directions) {
      float[] numbers = layer.numbers(name + direction);
      for (int gate : gates) {
        for (int unit = 0; unit < hidden; unit++) {
          for (int row = 0; row < rows; row++) {
            packed[to++] = numbers[(row * gates.length + gate) * hidden + unit];
          }
        }
      }
    }
    return graph.floats(name, packed, directions.size(), (long) gates.length * hidden, rows);
  }

  /** Of the input, and then of the state, which only a GRU's candidate has: [directions, both]. */
  private Value bias() {
    int each = 2 * gates.length * hidden;
    float[] packed = new float[directions.size() * each];
    for (int direction = 0; direction < directions.size(); direction++) {
      float[] numbers = layer.numbers("b" + directions.get(direction));
      int to = direction * each;
      for (int gate : gates) {
        System.arraycopy(numbers, gate * hidden, packed, to, hidden);
        to += hidden;
      }
      if (cell.biases() > cell.gates()) {
        int last = direction * each + each - hidden;
        System.arraycopy(numbers, gates.length * hidden, packed, last, hidden);
      }
    }
    return graph.floats("b", packed, directions.size(), each);
  }
}
