package io.sequent.tasks.stocks;

import io.sequent.common.export.ExportView.Surroundings;
import io.sequent.common.export.onnx.Attribute;
import io.sequent.common.export.onnx.Dimension;
import io.sequent.common.export.onnx.ElementType;
import io.sequent.common.export.onnx.OnnxGraph;
import io.sequent.common.export.onnx.Value;
import io.sequent.tasks.stocks.StocksPreparation.Scale;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The way from closes to what a network reads, and back to prices, as nodes of a graph that compute
 * in double precision, as {@link StocksPreparation} does. For one graph.
 */
final class PriceNodes implements Surroundings {
  private static final Attribute OVER_TIME = Attribute.of("axis", 1);

  private final StocksPreparation preparation;
  private Value closes = Value.NONE;

  PriceNodes(StocksPreparation preparation) {
    this.preparation = preparation;
  }

  /** Reads {@code closes}, double [batch, time, series], the oldest day first. */
  @Override
  public Value before(OnnxGraph graph) {
    closes =
        graph.input(
            "closes", ElementType.DOUBLE, Dimension.BATCH, Dimension.TIME, numberOfSeries());
    Value values = preparation.target() == Target.LOG_RETURN ? dailyReturns(graph) : closes;
    List<Scale> scales = preparation.inputs();
    Value centred = graph.add("Sub", values, each(graph, "mean", scales, Scale::mean));
    Value scaled = graph.add("Div", centred, each(graph, "deviation", scales, Scale::deviation));
    return graph.add("Cast", scaled, Attribute.to(ElementType.FLOAT));
  }

  /** Of the first day it is 0. */
  private Value dailyReturns(OnnxGraph graph) {
    Value day = graph.longs(1);
    Value before = graph.add("Slice", List.of(closes, graph.longs(0), graph.longs(-1), day));
    Value after = graph.add("Slice", List.of(closes, day, graph.longs(Integer.MAX_VALUE), day));
    Value returns = graph.add("Log", graph.add("Div", after, before));
    return graph.add("Pad", returns, graph.longs(0, 1, 0, 0, 0, 0));
  }

  /** Puts out {@code prices}, double [batch, series]. */
  @Override
  public void after(OnnxGraph graph, Value output) {
    List<Scale> scales = preparation.outputs();
    Value exact = graph.add("Cast", output, Attribute.to(ElementType.DOUBLE));
    Value stretched = graph.add("Mul", exact, each(graph, "deviation", scales, Scale::deviation));
    Value values = graph.add("Add", stretched, each(graph, "mean", scales, Scale::mean));
    if (preparation.predictsReturns()) {
      Value last = graph.add("Gather", closes, graph.whole(-1), OVER_TIME);
      values = graph.add("Mul", last, graph.add("Exp", values));
    }
    graph.output("prices", values, ElementType.DOUBLE, Dimension.BATCH, numberOfSeries());
  }

  private static Value each(
      OnnxGraph graph, String name, List<Scale> scales, ToDoubleFunction<Scale> part) {
    return graph.doubles(name, scales.stream().mapToDouble(part).toArray());
  }

  private Dimension numberOfSeries() {
    return Dimension.of(preparation.series().size());
  }
}
