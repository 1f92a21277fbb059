package io.sequent.common.export.layer;

import io.sequent.common.export.onnx.Attribute;
import io.sequent.common.export.onnx.OnnxGraph;
import io.sequent.common.export.onnx.Value;
import io.sequent.common.network.transformer.PositionEmbedding;
import io.sequent.common.network.transformer.TransformerBlock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The layers of a transformer's encoder. */
final class TransformerExport {
  private static final double TANH_SCALE = Math.sqrt(2 / Math.PI);
  private static final double CUBIC = 0.044715;

  /** Below all scores. */
  private static final double FAR = -1e30;

  private final LayerNodes<TransformerBlock> layer;
  private final OnnxGraph graph;
  private final TransformerBlock block;
  private final @Nullable Padding padding;

  private TransformerExport(LayerNodes<TransformerBlock> layer, @Nullable Padding padding) {
    this.layer = layer;
    this.graph = layer.graph();
    this.block = layer.conf();
    this.padding = padding;
  }

  /** Adds a vector to each step, by its position; a class token comes in front of them. */
  static Activations positions(LayerNodes<PositionEmbedding> layer, Activations in) {
    OnnxGraph graph = layer.graph();
    Value steps = in.value();
    Padding padding = in.padding();
    if (layer.conf().isClassToken()) {
      steps = graph.add("Pad", steps, graph.longs(0, 1, 0, 0, 0, 0));
      padding =
          padding == null
              ? null
              : new Padding(graph, graph.add("Add", padding.lengths(), graph.whole(1)));
    }
    Value time = graph.add("Shape", steps, Attribute.of("start", 1), Attribute.of("end", 2));
    Value table =
        graph.add("Slice", List.of(layer.weights("P"), graph.longs(0), time, graph.longs(0)));
    return new Activations(graph.add("Add", steps, table), padding);
  }

  static Activations block(LayerNodes<TransformerBlock> layer, Activations in) {
    return in.with(new TransformerExport(layer, in.padding()).add(in.value()));
  }

  private Value add(Value x) {
    if (block.isPostNorm()) {
      Value y = norm(graph.add("Add", x, attention(x)), 1);
      return norm(graph.add("Add", y, feedForward(y)), 2);
    }
    Value y = graph.add("Add", x, attention(norm(x, 1)));
    return graph.add("Add", y, feedForward(norm(y, 2)));
  }

  private Value norm(Value x, int number) {
    return NormalizationExport.norm(
        layer, x, "gamma" + number, "beta" + number, block.getEpsilon());
  }

  private Value attention(Value x) {
    Value projected = layer.affine(x, "Wqkv", "bqkv");
    List<Value> parts = graph.add("Split", 3, List.of(projected), Attribute.of("axis", -1));
    long size = block.getNIn() / block.getHeads();
    Value queries = byHead(parts.get(0), size, 0, 2, 1, 3);
    Value keys = byHead(parts.get(1), size, 0, 2, 3, 1);
    Value values = byHead(parts.get(2), size, 0, 2, 1, 3);
    Value scores =
        graph.add(
            "Mul", graph.add("MatMul", queries, keys), graph.number(1 / Math.sqrt((double) size)));
    Value shares = graph.add("Softmax", masked(scores, x), Attribute.of("axis", -1));
    Value found =
        graph.add(
            "Transpose",
            graph.add("MatMul", shares, values),
            Attribute.ofNumbers("perm", 0, 2, 1, 3));
    Value vectors = graph.add("Reshape", found, graph.longs(0, 0, block.getNIn()));
    return layer.affine(vectors, "Wo", "bo");
  }

  /** From [batch, time, width] by [batch, time, heads, size]. */
  private Value byHead(Value vectors, long size, long... permutation) {
    Value divided = graph.add("Reshape", vectors, graph.longs(0, 0, block.getHeads(), size));
    return graph.add("Transpose", divided, Attribute.ofNumbers("perm", permutation));
  }

  /** Scores [batch, heads, time, time], those of steps that do not count below all others. */
  private Value masked(Value scores, Value steps) {
    if (padding == null) {
      return scores;
    }
    // [batch, time, 1] to [batch, 1, 1, time]
    Value rows =
        graph.add("Transpose", padding.counts(steps), Attribute.ofNumbers("perm", 0, 2, 1));
    Value counts = graph.add("Unsqueeze", rows, graph.longs(1));
    return graph.add("Where", List.of(counts, scores, graph.number(FAR)));
  }

  private Value feedForward(Value x) {
    return layer.affine(gelu(layer.affine(x, "W1", "b1")), "W2", "b2");
  }

  /** {@code x/2 (1 + erf(x/√2))}, or {@code x/2 (1 + tanh(√(2/π) (x + 0.044715 x³)))}. */
  private Value gelu(Value x) {
    Value curve =
        block.isExactGelu()
            ? graph.add("Erf", graph.add("Mul", x, graph.number(Math.sqrt(0.5))))
            : graph.add("Tanh", graph.add("Mul", cubic(x), graph.number(TANH_SCALE)));
    Value half = graph.add("Mul", x, graph.number(0.5));
    return graph.add("Mul", half, graph.add("Add", curve, graph.number(1)));
  }

  private Value cubic(Value x) {
    Value square = graph.add("Mul", x, x);
    Value factor = graph.add("Add", graph.add("Mul", square, graph.number(CUBIC)), graph.number(1));
    return graph.add("Mul", x, factor);
  }
}
