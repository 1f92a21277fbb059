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
 * How many numbers a layer takes for a batch, beside its parameters.
 *
 * @param outputs it hands on
 * @param kept by the forward pass of a training for the backward pass, beside the outputs
 * @param training while either pass of a training runs
 * @param prediction while it predicts
 */
record LayerSizes(long outputs, long kept, long training, long prediction) {

  /** The layers of a network, from the input on. */
  static List<LayerSizes> of(MultiLayerConfiguration network, BatchShape batch) {
    InputType type = batch.input();
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
      layers.add(of(batch.numbers(type), report, batch.examples()));
    }
    return layers;
  }

  private static LayerSizes of(long outputs, @Nullable LayerMemoryReport report, int examples) {
    if (report == null) {
      return new LayerSizes(outputs, 0, 0, 0);
    }
    long kept = report.getCacheModeMemVariablePerEx().getOrDefault(CacheMode.NONE, 0L);
    long fixed = report.getWorkingMemoryFixedTrain().getOrDefault(CacheMode.NONE, 0L);
    long training = report.getWorkingMemoryVariableTrain().getOrDefault(CacheMode.NONE, 0L);
    return new LayerSizes(
        outputs,
        Math.multiplyExact(kept, examples),
        Math.addExact(fixed, Math.multiplyExact(training, examples)),
        Math.addExact(
            report.getWorkingMemoryFixedInference(),
            Math.multiplyExact(report.getWorkingMemoryVariableInference(), examples)));
  }

  /**
   * A training step: all that layers keep, what one works on, and the gradients by the outputs on
   * both sides of it.
   */
  static long training(List<LayerSizes> layers) {
    long kept = 0;
    long most = 0;
    long widest = 0;
    for (LayerSizes layer : layers) {
      kept = Math.addExact(kept, Math.addExact(layer.outputs, layer.kept));
      most = Math.max(most, layer.training);
      widest = Math.max(widest, layer.outputs);
    }
    return Math.addExact(Math.addExact(kept, most), Math.multiplyExact(2, widest));
  }

  /** A prediction: the outputs on both sides of a layer, and what it works on. */
  static long prediction(List<LayerSizes> layers) {
    long before = 0;
    long most = 0;
    for (LayerSizes layer : layers) {
      most = Math.max(most, Math.addExact(Math.addExact(before, layer.outputs), layer.prediction));
      before = layer.outputs;
    }
    return most;
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
