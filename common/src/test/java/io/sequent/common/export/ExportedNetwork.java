package io.sequent.common.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sequent.common.data.TokenBatch;
import io.sequent.common.export.OnnxFileRun.Output;
import io.sequent.common.export.OnnxFileRun.Outputs;
import io.sequent.common.export.layer.NetworkForm;
import io.sequent.common.export.layer.NetworkNodes;
import io.sequent.common.export.onnx.OnnxGraph;
import io.sequent.common.export.onnx.OnnxModel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.layers.recurrent.RnnOutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/** A network of random weights beside the file that it is exported to. */
public record ExportedNetwork(MultiLayerNetwork network, Path file) {
  public static final double TOLERANCE = 1e-5;

  private static final double DEVIATION = 0.4;

  /** Exports a network with the given layers. */
  public static ExportedNetwork of(Path file, NetworkForm form, int channels, Layer... layers)
      throws Exception {
    NeuralNetConfiguration.ListBuilder list =
        new NeuralNetConfiguration.Builder().seed(7).list(layers);
    MultiLayerConfiguration configuration =
        list.setInputType(InputType.recurrent(channels)).build();
    return of(file, form, configuration);
  }

  /** Exports a network with random numbers for all parameters. */
  public static ExportedNetwork of(
      Path file, NetworkForm form, MultiLayerConfiguration configuration) throws Exception {
    MultiLayerNetwork network = new MultiLayerNetwork(configuration);
    network.init();
    Nd4j.getRandom().setSeed(11);
    network.setParams(Nd4j.randn(network.params().shape()).muli(DEVIATION));
    for (org.deeplearning4j.nn.api.Layer layer : network.getLayers()) {
      INDArray variance = layer.paramTable().get("var");
      if (variance != null) {
        variance.assign(Nd4j.rand(variance.shape()).addi(0.5));
      }
    }
    OnnxGraph graph = new OnnxGraph();
    NetworkNodes.declareOutput(network, graph, NetworkNodes.add(List.of(network), graph, form));
    new OnnxModel("test", graph, "test", Map.of()).write(file);
    return new ExportedNetwork(network, file);
  }

  /** Sequences of random numbers, [batch, channels, longest]. */
  public static INDArray values(int channels, int... lengths) {
    Nd4j.getRandom().setSeed(13);
    return Nd4j.randn(lengths.length, channels, Arrays.stream(lengths).max().orElseThrow());
  }

  /** Random whole numbers below a limit, from 0. */
  public static INDArray ids(int channels, int limit, int... lengths) {
    INDArray uniform =
        Nd4j.rand(lengths.length, channels, Arrays.stream(lengths).max().orElseThrow());
    return Transforms.floor(uniform.muli(limit), false);
  }

  /** Runs both and requires them to agree; of sequences where steps count, with zeros elsewhere. */
  public Outputs assertSame(INDArray features, int... lengths) throws Exception {
    int time = (int) features.size(2);
    INDArray mask = TokenBatch.mask(lengths, time);
    boolean bySteps = network.getOutputLayer() instanceof RnnOutputLayer;
    INDArray expected = network.output(features, false, mask, bySteps ? mask : null);
    try (OnnxFileRun run = OnnxFileRun.of(file)) {
      Outputs outputs = run.withFeatures(features, lengths).run();
      assertClose(expected, outputs.first(), lengths);
      return outputs;
    }
  }

  /** Requires the numbers of a network's output. */
  public static void assertClose(INDArray expected, Output exported, int... lengths) {
    if (expected.rank() == 2) {
      assertThat(exported.shape()).isEqualTo(expected.shape());
      for (int b = 0; b < expected.size(0); b++) {
        for (int c = 0; c < expected.size(1); c++) {
          assertThat(exported.at(b, c))
              .as("output %d of example %d", c, b)
              .isCloseTo(expected.getDouble(b, c), within(TOLERANCE));
        }
      }
      return;
    }
    assertThat(exported.shape())
        .containsExactly(expected.size(0), expected.size(2), expected.size(1));
    for (int b = 0; b < lengths.length; b++) {
      for (int t = 0; t < expected.size(2); t++) {
        for (int c = 0; c < expected.size(1); c++) {
          double wanted = t < lengths[b] ? expected.getDouble(b, c, t) : 0;
          assertThat(exported.at(b, t, c))
              .as("output %d of step %d of example %d", c, t, b)
              .isCloseTo(wanted, within(TOLERANCE));
        }
      }
    }
  }
}
