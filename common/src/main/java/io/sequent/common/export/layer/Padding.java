package io.sequent.common.export.layer;

import io.sequent.common.export.onnx.Attribute;
import io.sequent.common.export.onnx.ElementType;
import io.sequent.common.export.onnx.OnnxGraph;
import io.sequent.common.export.onnx.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which steps of padded sequences count: those before the end of each. What it needs of the steps
 * is computed once in a graph.
 */
final class Padding {
  private final OnnxGraph graph;
  private final Value lengths; // int64 [batch]
  private @Nullable Value shortLengths;
  private @Nullable Value counts;
  private @Nullable Value mask;

  /**
   * @param lengths steps of each sequence, int64 [batch]
   */
  Padding(OnnxGraph graph, Value lengths) {
    this.graph = graph;
    this.lengths = lengths;
  }

  /** Steps of each sequence, int64 [batch]. */
  Value lengths() {
    return lengths;
  }

  /** The same as recurrent operators take them, int32 [batch]. */
  Value shortLengths() {
    Value known = shortLengths;
    if (known == null) {
      known = graph.add("Cast", lengths, Attribute.to(ElementType.INT32));
      shortLengths = known;
    }
    return known;
  }

  /**
   * Whether a step counts, bool [batch, time, 1].
   *
   * @param sequences any of these sequences, [batch, time, features]
   */
  Value counts(Value sequences) {
    Value known = counts;
    if (known == null) {
      Value steps = graph.add("Range", List.of(graph.whole(0), time(sequences), graph.whole(1)));
      Value columns = graph.add("Unsqueeze", steps, graph.longs(1));
      Value ends = graph.add("Unsqueeze", lengths, graph.longs(1, 2));
      known = graph.add("Less", columns, ends);
      counts = known;
    }
    return known;
  }

  /**
   * One where a step counts, else zero, float [batch, time, 1].
   *
   * @param sequences as for {@link #counts}
   */
  Value mask(Value sequences) {
    Value known = mask;
    if (known == null) {
      known = graph.add("Cast", counts(sequences), Attribute.to(ElementType.FLOAT));
      mask = known;
    }
    return known;
  }

  /** Sequences [batch, time, features] with zeros where no step counts. */
  Value masked(Value sequences) {
    return graph.add("Mul", sequences, mask(sequences));
  }

  /** The number of steps of the longest sequence, a whole number. */
  private Value time(Value sequences) {
    Value size = graph.add("Shape", sequences, Attribute.of("start", 1), Attribute.of("end", 2));
    return graph.add("Squeeze", size, graph.longs(0));
  }
}
