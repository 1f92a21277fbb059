package io.sequent.common.export.layer;

import io.sequent.common.export.onnx.Attribute;
import io.sequent.common.export.onnx.OnnxGraph;
import io.sequent.common.export.onnx.Value;
import io.sequent.common.network.layer.convolution.SequenceConvolution;
import io.sequent.common.network.layer.convolution.WindowMaximum;
import java.util.ArrayList;
import java.util.List;

/** Convolutions over time, and the maxima of windows of steps. */
final class ConvolutionExport {
  /** Below all that a network puts out. */
  private static final double FAR = -1e30;

  private static final Attribute SWAP_TIME_AND_FEATURES = Attribute.ofNumbers("perm", 0, 2, 1);

  private ConvolutionExport() {}

  static Activations convolution(LayerNodes<SequenceConvolution> layer, Activations in) {
    OnnxGraph graph = layer.graph();
    List<Integer> widths = layer.conf().getWidths();
    int filters = Math.toIntExact(layer.conf().getNOut() / widths.size());
    float[] biases = layer.numbers("b");
    Value channels = graph.add("Transpose", in.masked(), SWAP_TIME_AND_FEATURES);
    List<Value> parts = new ArrayList<>();
    for (int i = 0; i < widths.size(); i++) {
      int width = widths.get(i);
      float[] bias = new float[filters];
      System.arraycopy(biases, i * filters, bias, 0, filters);
      parts.add(
          graph.add(
              "Conv",
              List.of(channels, kernel(layer, i, width, filters), graph.floats("b", bias, filters)),
              Attribute.ofNumbers("pads", (width - 1) / 2, width / 2)));
    }
    Value sums =
        parts.size() == 1 ? parts.get(0) : graph.add("Concat", parts, Attribute.of("axis", 1));
    Value out = ActivationNodes.add(layer, layer.conf().getActivationFn(), sums);
    return in.with(graph.add("Transpose", out, SWAP_TIME_AND_FEATURES));
  }

  /** From a matrix [inputs, filters] for each step to [filters, inputs, width]. */
  private static Value kernel(
      LayerNodes<SequenceConvolution> layer, int index, int width, int filters) {
    int inputs = Math.toIntExact(layer.conf().getNIn());
    float[] kernel = new float[filters * inputs * width];
    for (int place = 0; place < width; place++) {
      float[] matrix = layer.numbers("W%dt%d".formatted(index, place));
      for (int input = 0; input < inputs; input++) {
        for (int filter = 0; filter < filters; filter++) {
          kernel[(filter * inputs + input) * width + place] = matrix[input * filters + filter];
        }
      }
    }
    return layer.graph().floats("W" + index, kernel, filters, inputs, width);
  }

  static Activations maximum(LayerNodes<WindowMaximum> layer, Activations in) {
    OnnxGraph graph = layer.graph();
    int size = layer.conf().getSize();
    Padding padding = in.padding();
    Value steps =
        padding == null
            ? in.value()
            : graph.add(
                "Where", List.of(padding.counts(in.value()), in.value(), graph.number(FAR)));
    Value time = graph.add("Shape", steps, Attribute.of("start", 1), Attribute.of("end", 2));
    Value windows = windows(graph, time, size);
    Value missing = graph.add("Sub", graph.add("Mul", windows, graph.longs(size)), time);
    Value pads =
        graph.add(
            "Concat",
            List.of(graph.longs(0, 0, 0, 0), missing, graph.longs(0)),
            Attribute.of("axis", 0));
    Value filled = graph.add("Pad", List.of(steps, pads, graph.number(FAR)));
    Value features = graph.add("Shape", steps, Attribute.of("start", 2));
    Value shape =
        graph.add(
            "Concat",
            List.of(graph.longs(0), windows, graph.longs(size), features),
            Attribute.of("axis", 0));
    Value largest =
        graph.add(
            "ReduceMax",
            graph.add("Reshape", filled, shape),
            Attribute.ofNumbers("axes", 2),
            Attribute.of("keepdims", 0));
    if (padding == null) {
      return Activations.of(largest);
    }
    Padding fewer = new Padding(graph, windows(graph, padding.lengths(), size));
    return new Activations(
        graph.add("Where", List.of(fewer.counts(largest), largest, graph.number(0))), fewer);
  }

  /** The number of windows in numbers of steps. */
  private static Value windows(OnnxGraph graph, Value steps, int size) {
    return graph.add("Div", graph.add("Add", steps, graph.longs(size - 1L)), graph.longs(size));
  }
}
