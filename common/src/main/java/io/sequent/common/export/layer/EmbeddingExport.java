package io.sequent.common.export.layer;

import io.sequent.common.export.onnx.Attribute;
import io.sequent.common.export.onnx.Dimension;
import io.sequent.common.export.onnx.ElementType;
import io.sequent.common.export.onnx.OnnxGraph;
import io.sequent.common.export.onnx.Value;
import io.sequent.common.network.layer.embedding.TokenBag;
import io.sequent.common.network.layer.embedding.TokenEmbedding;
import io.sequent.common.network.layer.embedding.WeightedBag;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Embeddings, which declare the inputs of a graph. */
final class EmbeddingExport {
  private static final String IDS = "ids";
  private static final String TERMS = "terms";
  private static final String TERM_WEIGHTS = "weights";
  private static final String TABLE = "W";
  private static final String BIAS = "b";

  private EmbeddingExport() {}

  /**
   * The vectors of tokens, and behind each the mean of what its bags hold; id 0 of a bag is none.
   *
   * @param in the padding alone
   */
  static Activations tokens(LayerNodes<TokenEmbedding> layer, Activations in) {
    OnnxGraph graph = layer.graph();
    Value ids = graph.input(IDS, ElementType.INT64, Dimension.BATCH, Dimension.TIME);
    List<Value> parts = new ArrayList<>();
    parts.add(graph.add("Gather", layer.weights(TABLE), ids));
    List<TokenBag> bags = layer.conf().getBags();
    for (int i = 0; i < bags.size(); i++) {
      parts.add(mean(layer, i, bags.get(i)));
    }
    return in.with(layer.beside(parts));
  }

  private static Value mean(LayerNodes<TokenEmbedding> layer, int index, TokenBag bag) {
    OnnxGraph graph = layer.graph();
    List<String> names = layer.form().bags();
    Value entries =
        graph.input(
            index < names.size() ? names.get(index) : "bag_" + index,
            ElementType.INT64,
            Dimension.BATCH,
            Dimension.TIME,
            Dimension.of(bag.channels()));
    Value rows = graph.add("Gather", tableWithoutNone(layer, "B" + index), entries);
    Value sum = graph.add("ReduceSum", List.of(rows, graph.longs(2)), Attribute.of("keepdims", 0));
    Value exists =
        graph.add(
            "Cast", graph.add("Greater", entries, graph.whole(0)), Attribute.to(ElementType.FLOAT));
    Value count = graph.add("ReduceSum", exists, graph.longs(2));
    return graph.add("Div", sum, graph.add("Max", count, graph.number(1)));
  }

  /** A table in which the row of 0, which stands for nothing, is zero. */
  private static Value tableWithoutNone(LayerNodes<?> layer, String name) {
    long[] shape = layer.parameter(name).shape();
    float[] numbers = layer.numbers(name);
    Arrays.fill(numbers, 0, Math.toIntExact(shape[1]), 0);
    return layer.graph().floats(name, numbers, shape);
  }

  /** The sum of the rows of terms, each by its weight. */
  static Activations bag(LayerNodes<WeightedBag> layer, Activations in) {
    OnnxGraph graph = layer.graph();
    Dimension entries = Dimension.named(TERMS);
    Value terms = graph.input(TERMS, ElementType.INT64, Dimension.BATCH, entries);
    Value weights = graph.input(TERM_WEIGHTS, ElementType.FLOAT, Dimension.BATCH, entries);
    Value rows = graph.add("Gather", tableWithoutNone(layer, TABLE), terms);
    Value line = graph.add("Unsqueeze", weights, graph.longs(1));
    Value sum = graph.add("Squeeze", graph.add("MatMul", line, rows), graph.longs(1));
    Value sums = graph.add("Add", sum, layer.vector(BIAS));
    return in.with(ActivationNodes.add(layer, layer.conf().getActivationFn(), sums));
  }
}
