package io.sequent.common.experiment;

import io.sequent.common.report.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/** A network layer by layer, with the shapes of a real batch. */
final class NetworkTable {
  private NetworkTable() {}

  static Table of(MultiLayerNetwork network, DataSet batch) {
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
