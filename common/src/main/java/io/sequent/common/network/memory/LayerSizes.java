package io.sequent.common.network.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.CacheMode;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.learning.config.IUpdater;

/**
 * How many numbers a layer takes for one example, beside its parameters.
 *
 * @param outputs it hands on
 * @param kept by a training for the backward pass, beside the outputs
 * @param working while it predicts
 */
record LayerSizes(long outputs, long kept, long working) {

  /** The layers of a network, from the input on. */
  static List<LayerSizes> of(MultiLayerConfiguration network, InputType input) {
    InputType type = input;
    List<LayerSizes> layers = new ArrayList<>();
    for (int i = 0; i < network.getConfs().size(); i++) {
      Layer layer = network.getConf(i).getLayer();
      InputPreProcessor before = network.getInputPreProcess(i);
      if (before != null) {
        type = before.getOutputType(type);
      }
      // Some of Deeplearning4j's layers have none.
      @Nullable LayerMemoryReport report = layer.getMemoryReport(type);
      type = layer.getOutputType(i, type);
      layers.add(of(type.arrayElementsPerExample(), report));
    }
    return layers;
  }

  private static LayerSizes of(long outputs, @Nullable LayerMemoryReport report) {
    return report == null
        ? new LayerSizes(outputs, 0, 0)
        : new LayerSizes(
            outputs,
            report.getWorkingMemoryVariableTrain().getOrDefault(CacheMode.NONE, 0L),
            report.getWorkingMemoryVariableInference());
  }

  /**
   * A training step: all that layers keep, the gradients by the outputs on both sides of a layer,
   * and the labels.
   */
  static long training(List<LayerSizes> layers) {
    long kept = 0;
    long widest = 0;
    for (LayerSizes layer : layers) {
      kept = Math.addExact(kept, Math.addExact(layer.outputs, layer.kept));
      widest = Math.max(widest, layer.outputs);
    }
    return Math.addExact(Math.addExact(kept, Math.multiplyExact(2, widest)), labels(layers));
  }

  /** A prediction: the outputs on both sides of a layer, what it works on, and the labels. */
  static long prediction(List<LayerSizes> layers) {
    long before = 0;
    long most = 0;
    for (LayerSizes layer : layers) {
      most = Math.max(most, Math.addExact(Math.addExact(before, layer.outputs), layer.working));
      before = layer.outputs;
    }
    return Math.addExact(most, labels(layers));
  }

  /** They are of the size of the last outputs. */
  private static long labels(List<LayerSizes> layers) {
    return layers.get(layers.size() - 1).outputs;
  }

  /** The largest array. */
  static long largest(List<LayerSizes> layers) {
    return layers.stream().mapToLong(layer -> layer.outputs).max().orElse(0);
  }

  /**
   * The parameters of all layers.
   *
   * @throws ArithmeticException if they do not fit into a long
   */
  static long parameters(MultiLayerConfiguration network) {
    return network.getConfs().stream()
        .mapToLong(layer -> layer.getLayer().initializer().numParams(layer))
        .reduce(0, Math::addExact);
  }

  /**
   * The numbers that the optimizer keeps of all layers.
   *
   * @throws ArithmeticException if they do not fit into a long
   */
  static long optimizer(MultiLayerConfiguration network) {
    return network.getConfs().stream().mapToLong(LayerSizes::optimizer).reduce(0, Math::addExact);
  }

  private static long optimizer(NeuralNetConfiguration configuration) {
    if (!(configuration.getLayer() instanceof BaseLayer layer)) {
      return 0;
    }
    ParamInitializer initializer = layer.initializer();
    List<String> names = initializer.paramKeys(layer);
    long parameters = initializer.numParams(configuration);
    Map<IUpdater, Long> updaters =
        names.stream()
            .collect(Collectors.groupingBy(layer::getUpdaterByParam, Collectors.counting()));
    // Where parameters have different updaters, as in batch normalisation, all are of one length.
    return updaters.entrySet().stream()
        .mapToLong(
            updater ->
                updaters.size() == 1
                    ? updater.getKey().stateSize(parameters)
                    : updater.getKey().stateSize(parameters / names.size() * updater.getValue()))
        .reduce(0, Math::addExact);
  }
}
