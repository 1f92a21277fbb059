package io.sequent.common.export.layer;

import io.sequent.common.export.onnx.Attribute;
import io.sequent.common.export.onnx.ElementType;
import io.sequent.common.export.onnx.OnnxGraph;
import io.sequent.common.export.onnx.Value;
import io.sequent.common.network.layer.pooling.AttentionPooling;
import io.sequent.common.network.layer.pooling.Pooling;
import io.sequent.common.network.layer.pooling.SequencePooling;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Pooling over the steps that count. A sequence without any gives zeros. */
final class PoolingExport {
  /** Below all that a network puts out. */
  private static final double FAR = -1e30;

  private static final Attribute OVER_TIME = Attribute.ofNumbers("axes", 1);
  private static final Attribute VECTORS = Attribute.of("keepdims", 0);

  private final LayerNodes<?> layer;
  private final OnnxGraph graph;
  private final Value steps; // [batch, time, features]
  private final @Nullable Padding padding;

  private PoolingExport(LayerNodes<?> layer, Activations in) {
    this.layer = layer;
    this.graph = layer.graph();
    this.steps = in.value();
    this.padding = in.padding();
  }

  static Activations plain(LayerNodes<SequencePooling> layer, Activations in) {
    return new PoolingExport(layer, in)
        .pooled(layer.conf().getKinds(), layer.conf().getLength(), Value.NONE);
  }

  static Activations attention(LayerNodes<AttentionPooling> layer, Activations in) {
    PoolingExport pooling = new PoolingExport(layer, in);
    Value shares = pooling.shares();
    return pooling.pooled(layer.conf().getKinds(), layer.conf().getLength(), shares);
  }

  /**
   * @param shares of the steps in the attention, [batch, time, 1]
   */
  private Activations pooled(List<Pooling> kinds, int length, Value shares) {
    List<Value> parts = new ArrayList<>();
    for (Pooling kind : kinds) {
      parts.add(
          switch (kind) {
            case MAX -> max();
            case MEAN -> mean();
            case FIRST -> step(0);
            case LAST -> last();
            case FLATTEN -> flat(length);
            case ATTENTION -> sum(graph.add("Mul", steps, shares));
          });
    }
    return Activations.of(layer.beside(parts));
  }

  private Value max() {
    if (padding == null) {
      return graph.add("ReduceMax", steps, OVER_TIME, VECTORS);
    }
    Value lowered = graph.add("Where", List.of(padding.counts(steps), steps, graph.number(FAR)));
    Value max = graph.add("ReduceMax", lowered, OVER_TIME, VECTORS);
    Value ends = graph.add("Unsqueeze", padding.lengths(), graph.longs(1));
    Value exists = graph.add("Greater", ends, graph.whole(0));
    return graph.add("Where", List.of(exists, max, graph.number(0)));
  }

  private Value mean() {
    if (padding == null) {
      return graph.add("ReduceMean", steps, OVER_TIME, VECTORS);
    }
    Value lengths = graph.add("Cast", padding.lengths(), Attribute.to(ElementType.FLOAT));
    Value counts = graph.add("Unsqueeze", lengths, graph.longs(1));
    return graph.add("Div", sum(masked()), graph.add("Max", counts, graph.number(1)));
  }

  private Value last() {
    if (padding == null) {
      return step(-1);
    }
    // One step later there are the steps after the first: their mask lacks the last one.
    Value ends = graph.add("Sub", padding.lengths(), graph.whole(1));
    Value before = new Padding(graph, ends).mask(steps);
    return sum(graph.add("Mul", steps, graph.add("Sub", padding.mask(steps), before)));
  }

  /** All steps one after the other, behind them zeros up to a length. */
  private Value flat(int length) {
    Value time = graph.add("Shape", steps, Attribute.of("start", 1), Attribute.of("end", 2));
    Value missing = graph.add("Sub", graph.longs(length), time);
    Value pads =
        graph.add("Concat", List.of(graph.longs(0, 0, 0, 0), missing, graph.longs(0)), axis(0));
    Value room = graph.add("Pad", masked(), pads);
    return graph.add("Flatten", room, axis(1));
  }

  private Value step(int index) {
    return graph.add("Gather", masked(), graph.whole(index), axis(1));
  }

  private Value sum(Value weighted) {
    return graph.add("ReduceSum", List.of(weighted, graph.longs(1)), VECTORS);
  }

  private Value masked() {
    return new Activations(steps, padding).masked();
  }

  /** Softmax of u^T tanh(W h + b) over the steps, [batch, time, 1]. */
  private Value shares() {
    Value hidden = graph.add("Tanh", layer.affine(steps, "W", "b"));
    Value scores = graph.add("MatMul", hidden, layer.weights("u"));
    if (padding == null) {
      return graph.add("Softmax", scores, axis(1));
    }
    Value lowered = graph.add("Where", List.of(padding.counts(steps), scores, graph.number(FAR)));
    return padding.masked(graph.add("Softmax", lowered, axis(1)));
  }

  private static Attribute axis(int axis) {
    return Attribute.of("axis", axis);
  }
}
