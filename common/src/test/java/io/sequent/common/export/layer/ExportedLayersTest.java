package io.sequent.common.export.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.nd4j.linalg.indexing.NDArrayIndex.all;

import io.sequent.common.UserError;
import io.sequent.common.export.ExportedNetwork;
import io.sequent.common.export.Python;
import io.sequent.common.network.layer.Dense;
import io.sequent.common.network.layer.convolution.SequenceConvolution;
import io.sequent.common.network.layer.convolution.WindowMaximum;
import io.sequent.common.network.layer.normalization.SequenceBatchNorm;
import io.sequent.common.network.layer.pooling.AttentionPooling;
import io.sequent.common.network.layer.pooling.Pooling;
import io.sequent.common.network.layer.pooling.SequencePooling;
import io.sequent.common.network.recurrent.CellType;
import io.sequent.common.network.recurrent.Recurrent;
import io.sequent.common.network.transformer.BertEncoder;
import io.sequent.common.network.transformer.LayerNorm;
import io.sequent.common.network.transformer.Transformer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Each kind of layer in ONNX Runtime beside the network itself, with and without padding. */
class ExportedLayersTest {
  private static final int CHANNELS = 6;
  private static final String CHECK =
      "import onnx, sys; [onnx.checker.check_model(f, full_check=True) for f in sys.argv[1:]]";
  private static final int[] PADDED = {7, 3, 1, 5};
  private static final int[] WHOLE = {4, 4};
  private static final List<Pooling> POOLING =
      List.of(Pooling.MAX, Pooling.MEAN, Pooling.FIRST, Pooling.LAST);

  @TempDir private Path folder;

  private static Layer pooling() {
    return new SequencePooling(POOLING, 0);
  }

  private static Layer classes() {
    return new OutputLayer.Builder(LossFunction.MCXENT)
        .nOut(3)
        .activation(Activation.SOFTMAX)
        .build();
  }

  private static Layer tags() {
    return new RnnOutputLayer.Builder(LossFunction.MCXENT)
        .nOut(3)
        .activation(Activation.SOFTMAX)
        .build();
  }

  private static Recurrent.Builder recurrent(CellType cell) {
    return new Recurrent.Builder(cell, 5);
  }

  static Stream<Arguments> networks() {
    List<Arguments> all = new ArrayList<>();
    for (CellType cell : CellType.values()) {
      all.add(network(cell + " tags", recurrent(cell).build(), tags()));
      all.add(
          network(
              cell + " both ways, twice",
              recurrent(cell).bidirectional(true).build(),
              recurrent(cell).bidirectional(true).build(),
              pooling(),
              classes()));
    }
    all.add(
        network(
            "recurrent with its input",
            recurrent(CellType.GRU).concat(true).bidirectional(true).build(),
            recurrent(CellType.LSTM).concat(true).build(),
            tags()));
    all.add(
        network(
            "several passes",
            new Recurrent.Builder(CellType.LSTM, CHANNELS)
                .passes(3)
                .passActivation(Activation.TANH)
                .build(),
            new Recurrent.Builder(CellType.GRU, CHANNELS).passes(2).build(),
            tags()));
    all.add(
        network(
            "attention",
            new AttentionPooling.Builder(List.of(Pooling.MAX, Pooling.ATTENTION), 4).build(),
            classes()));
    all.add(
        network(
            "flatten", new SequencePooling(List.of(Pooling.FLATTEN, Pooling.MEAN), 9), classes()));
    all.add(
        network(
            "convolution",
            new SequenceConvolution.Builder(List.of(1, 2, 3, 4, 9), 4)
                .activation(Activation.RELU)
                .build(),
            pooling(),
            classes()));
    all.add(
        network(
            "hybrid",
            new SequenceConvolution.Builder(List.of(3), 4).activation(Activation.TANH).build(),
            new WindowMaximum(3),
            new SequenceBatchNorm.Builder().build(),
            recurrent(CellType.GRU).bidirectional(true).build(),
            new SequenceBatchNorm.Builder().build(),
            pooling(),
            classes()));
    all.add(network("transformer", with(new Transformer(2, 2, 8).maxLength(9).layers(), tags())));
    all.add(
        network(
            "transformer with a class token",
            with(new Transformer(1, 3, 8).maxLength(7).classToken(true).pooled(), classes())));
    all.add(
        network(
            "dense layers",
            new Dense.Builder(4).activation(Activation.TANH).concat(true).build(),
            new LayerNorm.Builder().build(),
            pooling(),
            new ActivationLayer.Builder().activation(Activation.TANH).build(),
            new Dense.Builder(5).activation(Activation.RELU).concat(true).build(),
            new LayerNorm.Builder().epsilon(0.1).build(),
            classes()));
    all.add(
        network(
            "batch normalisation",
            pooling(),
            new DenseLayer.Builder().nOut(4).activation(Activation.IDENTITY).hasBias(false).build(),
            new BatchNormalization.Builder().build(),
            new ActivationLayer.Builder().activation(Activation.ELU).build(),
            new DenseLayer.Builder().nOut(4).activation(Activation.SIGMOID).build(),
            new BatchNormalization.Builder().useLogStd(false).build(),
            new BatchNormalization.Builder().lockGammaBeta(true).gamma(2).beta(0.5).build(),
            classes()));
    all.add(
        network(
            "regression",
            pooling(),
            new OutputLayer.Builder(LossFunction.MSE)
                .nOut(2)
                .activation(Activation.IDENTITY)
                .build()));
    return all.stream();
  }

  private static Arguments network(String name, Layer... layers) {
    return Arguments.of(name, layers);
  }

  private static Layer[] with(List<Layer> layers, Layer output) {
    return Stream.concat(layers.stream(), Stream.of(output)).toArray(Layer[]::new);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("networks")
  void isTheNetwork(String name, Layer[] layers) throws Exception {
    ExportedNetwork exported =
        ExportedNetwork.of(folder.resolve("m.onnx"), NetworkForm.PLAIN, CHANNELS, layers);
    for (int[] lengths : new int[][] {PADDED, WHOLE, {1}}) {
      INDArray values = ExportedNetwork.values(CHANNELS, lengths);
      exported.assertSame(values, lengths);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("networks")
  void isTheNetworkForWholeSequences(String name, Layer[] layers) throws Exception {
    NetworkForm form = new NetworkForm(SequenceForm.WHOLE, List.of(), 1);
    ExportedNetwork exported = ExportedNetwork.of(folder.resolve("m.onnx"), form, CHANNELS, layers);
    for (int[] lengths : new int[][] {WHOLE, {7}}) {
      INDArray values = ExportedNetwork.values(CHANNELS, lengths);
      exported.assertSame(values, lengths);
    }
  }

  /** With the types and shapes that its own inference finds. */
  @Test
  void filesAreValidForOnnxItself() throws Exception {
    assumeTrue(Python.has("onnx"), "no Python with onnx");
    List<String> command = new ArrayList<>(List.of("python3", "-c", CHECK));
    for (Arguments network : networks().toList()) {
      Path file = folder.resolve(command.size() + ".onnx");
      ExportedNetwork.of(file, NetworkForm.PLAIN, CHANNELS, (Layer[]) network.get()[1]);
      command.add(file.toString());
    }
    assertThat(Python.run(folder, command)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"TANH", "RELU", "LEAKYRELU", "ELU", "GELU", "SWISH", "SIGMOID", "IDENTITY"})
  void activationsAreTheSame(Activation activation) throws Exception {
    ExportedNetwork exported =
        ExportedNetwork.of(
            folder.resolve("m.onnx"),
            NetworkForm.PLAIN,
            CHANNELS,
            new Dense.Builder(8).activation(activation).build(),
            tags());
    exported.assertSame(ExportedNetwork.values(CHANNELS, PADDED), PADDED);
  }

  @Test
  void layersOfBertAreTheSameFrozenOrNot() throws Exception {
    BertEncoder encoder =
        new BertEncoder(new BertEncoder.Shape(10, 8, 2, 2, 12, 9, 2, 1e-12)).trainTop(1);
    ExportedNetwork exported =
        ExportedNetwork.of(
            folder.resolve("m.onnx"), NetworkForm.PLAIN, 1, with(encoder.layers(), tags()));
    exported.assertSame(ExportedNetwork.ids(1, 10, PADDED), PADDED);
  }

  @Test
  void readingBackwardsCannotGoOn() {
    NetworkForm carried = new NetworkForm(SequenceForm.CARRIED, List.of(), 1);
    assertRefused(
        carried,
        "layer 1 (Recurrent) cannot be exported to ONNX: read backwards,",
        new Dense.Builder(4).build(),
        recurrent(CellType.LSTM).bidirectional(true).build(),
        tags());
  }

  @Test
  void layersWithoutCounterpartsAreRefusedByNameAndPlace() {
    assertRefused(
        NetworkForm.PLAIN,
        "layer 1 (LSTM) cannot be exported to ONNX: this kind of layer has no counterpart",
        recurrent(CellType.GRU).build(),
        new LSTM.Builder().nOut(3).build(),
        tags());
    assertRefused(
        NetworkForm.PLAIN,
        "layer 0 (Dense) cannot be exported to ONNX: activation cube has no counterpart",
        new Dense.Builder(4).activation(Activation.CUBE).build(),
        tags());
  }

  private void assertRefused(NetworkForm form, String message, Layer... layers) {
    Path file = folder.resolve("m.onnx");
    assertThatThrownBy(() -> ExportedNetwork.of(file, form, CHANNELS, layers))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith(message);
    assertThat(folder).isEmptyDirectory();
  }
}
