package io.sequent.common.action;

import io.sequent.common.config.Config;
import io.sequent.common.data.DataSettings;
import io.sequent.common.data.Splits;
import io.sequent.common.report.Table;
import io.sequent.common.task.Preparation;
import io.sequent.common.task.Preset;
import io.sequent.common.task.Task;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/**
 * Shows the network layer by layer, with the shapes that a real batch takes in it, the settings and
 * the task's presets.
 */
final class DescribeAction<E, P extends Preparation> {
  // Enough to show that rows differ in length, small enough to be at once.
  private static final int EXAMPLES = 4;

  private final Task<E, P> task;
  private final Request request;
  private final Console console;

  DescribeAction(Task<E, P> task, Request request, Console console) {
    this.task = task;
    this.request = request;
    this.console = console;
  }

  void perform() throws IOException {
    Setup setup = Setup.of(task, request, console);
    Config config = setup.config();
    Splits<E> splits =
        task.read(setup.data().path(), config)
            .cut(config.get(DataSettings.MAX_TRAIN), config.get(DataSettings.MAX_TEST));
    P preparation = task.prepare(splits.train(), config);
    MultiLayerNetwork network = new MultiLayerNetwork(task.network(preparation, config));
    network.init();
    DataSet batch =
        task.vectorizer(preparation, config)
            .vectorize(splits.train().subList(0, Math.min(EXAMPLES, splits.train().size())));
    console.out().println(layers(network, batch).render());
    console
        .out()
        .printf(
            Locale.ROOT,
            "%n%,d parameters; examples: %,d train, %,d validation, %,d test%n%n",
            network.numParams(),
            splits.train().size(),
            splits.validation().size(),
            splits.test().size());
    List<List<String>> rows = new ArrayList<>();
    config.asText().forEach((name, value) -> rows.add(List.of(name, value)));
    console.out().println(new Table("Settings", List.of("name", "value"), rows).render());
    console.out().println();
    task.presets().stream().map(Preset::describe).forEach(console.out()::println);
  }

  private static Table layers(MultiLayerNetwork network, DataSet batch) {
    network.setLayerMaskArrays(batch.getFeaturesMaskArray(), batch.getLabelsMaskArray());
    List<INDArray> activations = network.feedForward(batch.getFeatures(), false);
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("input", "", shape(activations.get(0)), "", ""));
    for (int i = 0; i < network.getnLayers(); i++) {
      Layer layer = network.getLayer(i);
      rows.add(
          List.of(
              String.valueOf(i),
              layer.conf().getLayer().getClass().getSimpleName(),
              shape(activations.get(i + 1)),
              String.format(Locale.ROOT, "%,d", layer.numParams()),
              layer.paramTable().entrySet().stream()
                  .map(e -> e.getKey() + " " + shape(e.getValue()))
                  .collect(Collectors.joining("  "))));
    }
    return new Table(
        "Network (shapes of a batch of " + batch.numExamples() + ")",
        List.of("layer", "type", "output", "parameters", "weights"),
        rows);
  }

  private static String shape(INDArray array) {
    return Arrays.stream(array.shape())
        .mapToObj(String::valueOf)
        .collect(Collectors.joining("×", "[", "]"));
  }
}
