package io.sequent.common.export.layer;

import io.sequent.common.export.onnx.Dimension;
import io.sequent.common.export.onnx.ElementType;
import io.sequent.common.export.onnx.OnnxGraph;
import io.sequent.common.export.onnx.Value;
import io.sequent.common.network.crf.LinearChainCrf;
import io.sequent.common.network.layer.embedding.TokenEmbedding;
import io.sequent.common.network.layer.embedding.WeightedBag;
import java.util.List;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;

/**
 * Networks in a graph, as they compute when they are not trained. Sequences lie as [batch, time,
 * features], where Deeplearning4j has [batch, features, time].
 */
public final class NetworkNodes {
  private static final String LENGTHS = "lengths";
  private static final String VALUES = "values";
  private static final String OUTPUTS = "outputs";

  private final OnnxGraph graph;
  private final NetworkForm form;

  private NetworkNodes(OnnxGraph graph, NetworkForm form) {
    this.graph = graph;
    this.form = form;
  }

  /**
   * Adds networks, each of which reads what the one before puts out, with inputs of their own:
   * {@code ids} [batch, time] of tokens and one [batch, time, channels] for each bag, {@code terms}
   * and {@code weights} [batch, terms] of a weighted bag, or else {@code values} [batch, time,
   * channels], or [batch, channels] where no layer reads sequences; and of padded sequences {@code
   * lengths} [batch].
   *
   * @param networks at least one
   * @return the output of the last, vectors [batch, outputs] or sequences [batch, time, outputs]
   * @throws io.sequent.common.UserError naming a layer that has no counterpart
   */
  public static Value add(List<MultiLayerNetwork> networks, OnnxGraph graph, NetworkForm form) {
    NetworkNodes nodes = new NetworkNodes(graph, form);
    Layer first = conf(networks.get(0), 0);
    boolean sequences = networks.stream().anyMatch(NetworkNodes::readsSequences);
    boolean declaresInputs = first instanceof TokenEmbedding || first instanceof WeightedBag;
    Value values = declaresInputs ? Value.NONE : nodes.values(first, sequences);
    boolean padded = sequences && form.sequences() == SequenceForm.PADDED;
    Padding padding = padded ? new Padding(graph, new Value(LENGTHS)) : null;
    Activations out = new Activations(values, padding);
    for (int i = 0; i < networks.size(); i++) {
      String part = i == networks.size() - 1 ? "" : "below" + i + "/";
      out = nodes.layers(part, networks.get(i), out);
    }
    if (padded) {
      graph.input(LENGTHS, ElementType.INT64, Dimension.BATCH); // Behind those of the first layer.
    }
    return out.value();
  }

  /**
   * Adds a network that reads what the graph has computed already, of sequences that are whole.
   *
   * @param values [batch, time, channels]
   * @return as for {@link #add}
   * @throws io.sequent.common.UserError as for {@link #add}
   */
  public static Value addTo(
      Value values, MultiLayerNetwork network, OnnxGraph graph, NetworkForm form) {
    return new NetworkNodes(graph, form).layers("", network, Activations.of(values)).value();
  }

  /**
   * Makes the output of a network the first of its graph: {@code emissions} of a CRF, {@code
   * probabilities} of a softmax, else {@code outputs}.
   *
   * @param value what {@link #add} has given
   */
  public static void declareOutput(MultiLayerNetwork network, OnnxGraph graph, Value value) {
    int index = network.getnLayers() - 1;
    Layer last = conf(network, index);
    if (!(last instanceof FeedForwardLayer made)) {
      throw LayerNodes.refused(index, last, "as the last layer it does not say what it puts out");
    }
    boolean bySteps = last instanceof RnnOutputLayer || last instanceof LinearChainCrf;
    // A loss layer of an older version does not know the number of its outputs.
    Dimension outputs =
        made.getNOut() > 0 ? Dimension.of(made.getNOut()) : Dimension.named(OUTPUTS);
    graph.firstOutput(
        name(last),
        value,
        ElementType.FLOAT,
        bySteps
            ? new Dimension[] {Dimension.BATCH, Dimension.TIME, outputs}
            : new Dimension[] {Dimension.BATCH, outputs});
  }

  private static String name(Layer last) {
    if (last instanceof LinearChainCrf) {
      return "emissions";
    }
    return last instanceof BaseLayer output && output.getActivationFn() instanceof ActivationSoftmax
        ? "probabilities"
        : OUTPUTS;
  }

  private static boolean readsSequences(MultiLayerNetwork network) {
    return IntStream.range(0, network.getnLayers())
        .anyMatch(i -> LayerKinds.readsSequences(conf(network, i)));
  }

  private Value values(Layer first, boolean sequences) {
    Dimension channels =
        first instanceof FeedForwardLayer reader
            ? Dimension.of(reader.getNIn())
            : Dimension.named("channels");
    return graph.input(
        VALUES,
        ElementType.FLOAT,
        sequences
            ? new Dimension[] {Dimension.BATCH, Dimension.TIME, channels}
            : new Dimension[] {Dimension.BATCH, channels});
  }

  private Activations layers(String part, MultiLayerNetwork network, Activations in) {
    MultiLayerConfiguration configuration = network.getLayerWiseConfigurations();
    Activations out = in;
    for (int i = 0; i < network.getnLayers(); i++) {
      Layer conf = conf(network, i);
      InputPreProcessor preProcessor = configuration.getInputPreProcess(i);
      if (preProcessor != null) {
        throw LayerNodes.refused(
            i, conf, "in front of it stands " + preProcessor.getClass().getSimpleName());
      }
      graph.begin(part + "layer" + i);
      out = LayerKinds.add(i, conf, network.getLayer(i), graph, form, out);
    }
    graph.begin("output");
    return out;
  }

  private static Layer conf(MultiLayerNetwork network, int index) {
    Layer conf = network.getLayerWiseConfigurations().getConf(index).getLayer();
    return conf instanceof FrozenLayer frozen ? frozen.getLayer() : conf;
  }
}
