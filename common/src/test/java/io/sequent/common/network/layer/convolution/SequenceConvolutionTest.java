package io.sequent.common.network.layer.convolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.sequent.common.network.build.OneThread;
import io.sequent.common.network.file.ModelFile;
import io.sequent.common.network.layer.embedding.TokenEmbedding;
import io.sequent.common.network.layer.pooling.Pooling;
import io.sequent.common.network.layer.pooling.SequencePooling;
import io.sequent.common.network.recurrent.CellType;
import io.sequent.common.network.recurrent.Recurrent;
import io.sequent.common.network.update.TrainingStep;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.gradientcheck.GradientCheckUtil;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration.ListBuilder;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.NoOp;

/** Convolutions, alone and with the maximum of windows behind them. */
@ExtendWith(OneThread.class)
class SequenceConvolutionTest {
  private static final double[][] IDS = {{1, 4, 1, 3, 2}, {2, 2, 5, 0, 0}, {3, 0, 0, 0, 0}};
  private static final double[][] END = {{1, 1, 1, 1, 1}, {1, 1, 1, 0, 0}, {1, 0, 0, 0, 0}};
  private static final double[][] MIDDLE = {{1, 0, 1, 1, 1}, {1, 1, 0, 1, 0}, {0, 0, 1, 1, 1}};

  @AfterEach
  void useFloats() {
    Nd4j.setDefaultDataTypes(DataType.FLOAT, DataType.FLOAT);
  }

  @Test
  void outputsSeeTheStepsAroundThemAndZerosBeyond() {
    SequenceConvolution layer =
        new SequenceConvolution.Builder(List.of(2, 3), 2).activation(Activation.IDENTITY).build();
    MultiLayerNetwork network = network(DataType.DOUBLE, new NoOp(), 3, layer);
    INDArray x = Nd4j.rand(DataType.DOUBLE, 2, 3, 4);
    INDArray out = network.feedForward(x, false).get(1);
    assertThat(out.shape()).containsExactly(2, 4, 4);
    for (int width : new int[] {2, 3}) {
      for (int b = 0; b < 2; b++) {
        for (int t = 0; t < 4; t++) {
          for (int f = 0; f < 2; f++) {
            double sum = 0;
            for (int place = 0; place < width; place++) {
              int step = t + place - (width - 1) / 2;
              for (int c = 0; c < 3 && step >= 0 && step < 4; c++) {
                INDArray weights = network.getParam("0_W" + (width - 2) + "t" + place);
                sum += x.getDouble(b, c, step) * weights.getDouble(c, f);
              }
            }
            assertThat(out.getDouble(b, (width - 2) * 2 + f, t)).isCloseTo(sum, within(1e-12));
          }
        }
      }
    }
  }

  static Stream<Arguments> cases() {
    return Stream.of(null, END, MIDDLE)
        .flatMap(
            mask ->
                Stream.of(List.of(3), List.of(1, 2), List.of(4, 7))
                    .map(widths -> Arguments.of(widths, mask)));
  }

  private static Layer[] layers(List<Integer> widths) {
    return new Layer[] {
      new TokenEmbedding.Builder(6, 3).build(),
      new SequenceConvolution.Builder(widths, 2).activation(Activation.TANH).build(),
      new WindowMaximum(2),
      new Recurrent.Builder(CellType.GRU, 2).build()
    };
  }

  @ParameterizedTest(name = "{0}, mask {1}")
  @MethodSource("cases")
  void analyticGradientsAreTheNumericOnes(List<Integer> widths, double @Nullable [][] mask) {
    Nd4j.setDefaultDataTypes(DataType.DOUBLE, DataType.DOUBLE);
    MultiLayerNetwork network = network(DataType.DOUBLE, new NoOp(), 1, layers(widths));
    assertThat(
            GradientCheckUtil.checkGradients(
                new GradientCheckUtil.MLNConfig()
                    .net(network)
                    .input(ids(DataType.DOUBLE))
                    .labels(labels(DataType.DOUBLE))
                    .inputMask(array(mask, DataType.DOUBLE))
                    .maxRelError(1e-5)
                    .print(GradientCheckUtil.PrintMode.FAILURES_ONLY)))
        .isTrue();
  }

  @ParameterizedTest(name = "{0}, mask {1}")
  @MethodSource("cases")
  void floatsGiveWhatDoublesGive(List<Integer> widths, double @Nullable [][] mask) {
    MultiLayerNetwork doubles = network(DataType.DOUBLE, new NoOp(), 1, layers(widths));
    MultiLayerNetwork floats = network(DataType.FLOAT, new NoOp(), 1, layers(widths));
    floats.setParams(doubles.params().castTo(DataType.FLOAT));
    INDArray expected = gradient(doubles, mask);
    assertThat(expected.amaxNumber().doubleValue()).isGreaterThan(1e-3);
    INDArray actual = gradient(floats, mask).castTo(DataType.DOUBLE);
    assertThat(actual.sub(expected).amaxNumber().doubleValue()).isLessThan(2e-6);
  }

  private static INDArray gradient(MultiLayerNetwork network, double @Nullable [][] mask) {
    DataType type = network.params().dataType();
    network.setInput(ids(type));
    network.setLabels(labels(type));
    network.setLayerMaskArrays(array(mask, type), null);
    network.computeGradientAndScore();
    return network.gradient().gradient().dup();
  }

  @Test
  void firstLayerTrainsTheSameWayEachTimeWithDropoutToo() {
    INDArray input = Nd4j.rand(DataType.FLOAT, 4, 3, 6);
    INDArray labels = Nd4j.zeros(DataType.FLOAT, 4, 3);
    labels.getColumn(1).assign(1);
    assertThat(trained(input, labels)).containsExactly(trained(input, labels));
  }

  /** The parameters after a few steps on input that no layer of ours has laid out. */
  private static float[] trained(INDArray input, INDArray labels) {
    Layer layer = new SequenceConvolution.Builder(List.of(1, 2, 3), 4).dropOut(0.7).build();
    Nd4j.getRandom().setSeed(5);
    MultiLayerNetwork network = network(DataType.FLOAT, new Adam(0.01), 3, layer);
    for (int step = 0; step < 5; step++) {
      network.fit(input, labels);
    }
    return network.params().toFloatVector();
  }

  @Test
  void paddedSequenceGivesWhatItGivesAlone() {
    MultiLayerNetwork network = network(DataType.FLOAT, new NoOp(), 1, layers(List.of(1, 2, 5)));
    INDArray together =
        network.output(ids(DataType.FLOAT), false, array(END, DataType.FLOAT), null);
    for (int row = 0; row < IDS.length; row++) {
      int length = (int) Arrays.stream(END[row]).sum();
      INDArray alone =
          network.output(
              Nd4j.create(new double[][][] {{Arrays.copyOf(IDS[row], length)}})
                  .castTo(DataType.FLOAT));
      assertThat(alone.getRow(0).sub(together.getRow(row)).amaxNumber().doubleValue())
          .isLessThan(1e-6);
    }
  }

  @Test
  void windowsTakeTheLargestOfTheStepsThatCount() {
    MultiLayerNetwork network = network(DataType.FLOAT, new NoOp(), 1, new WindowMaximum(2));
    INDArray x =
        Nd4j.create(new float[][][] {{{-1, -2, 5, 9, -3}}, {{4, 3, 2, 1, 0}}, {{7, 8, 9, 1, 1}}});
    network.setLayerMaskArrays(array(END, DataType.FLOAT), null);
    INDArray out = network.feedForward(x, false).get(1);
    assertThat(out.tensorAlongDimension(0, 2).toFloatVector()).containsExactly(-1, 9, -3);
    assertThat(out.tensorAlongDimension(1, 2).toFloatVector()).containsExactly(4, 2, 0);
    assertThat(out.tensorAlongDimension(2, 2).toFloatVector()).containsExactly(7, 0, 0);
    assertThat(
            network
                .getLayer(0)
                .feedForwardMaskArray(array(END, DataType.FLOAT), MaskState.Active, 3)
                .getFirst())
        .isEqualTo(Nd4j.create(new float[][] {{1, 1, 1}, {1, 1, 0}, {1, 0, 0}}));
  }

  @Test
  void trainingStepsAreThoseOfFitAndSavedLayersComeBack(@TempDir Path folder) throws IOException {
    MultiLayerNetwork expected = network(DataType.FLOAT, new Adam(0.01), 1, layers(List.of(2, 3)));
    MultiLayerNetwork actual = network(DataType.FLOAT, new Adam(0.01), 1, layers(List.of(2, 3)));
    DataSet data =
        new DataSet(ids(DataType.FLOAT), labels(DataType.FLOAT), array(END, DataType.FLOAT), null);
    for (int i = 0; i < 3; i++) {
      expected.fit(data);
      new TrainingStep(actual).fit(data);
    }
    assertThat(actual.params().sub(expected.params()).amaxNumber().doubleValue()).isLessThan(1e-6);

    Path file = folder.resolve("model.zip");
    ModelFile.save(actual, file);
    MultiLayerNetwork loaded = ModelFile.load(file);
    assertThat(loaded.getLayerWiseConfigurations()).isEqualTo(actual.getLayerWiseConfigurations());
    assertThat(loaded.params()).isEqualTo(actual.params());
  }

  @Test
  void whatMakesNoLayerIsRefused() {
    assertThatThrownBy(() -> new SequenceConvolution.Builder(List.of(), 3))
        .hasMessageContaining("3 filters of widths []");
    assertThatThrownBy(() -> new SequenceConvolution.Builder(List.of(0), 3))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new WindowMaximum(0)).hasMessageContaining("windows of 0 steps");
  }

  private static INDArray ids(DataType type) {
    double[][][] ids = new double[IDS.length][1][];
    for (int i = 0; i < ids.length; i++) {
      ids[i][0] = IDS[i];
    }
    return Nd4j.create(ids).castTo(type);
  }

  private static INDArray labels(DataType type) {
    return Nd4j.eye(3).castTo(type);
  }

  private static @Nullable INDArray array(double @Nullable [][] mask, DataType type) {
    return mask == null ? null : Nd4j.create(mask).castTo(type);
  }

  private static MultiLayerNetwork network(
      DataType type, IUpdater updater, int channels, Layer... layers) {
    ListBuilder list =
        new NeuralNetConfiguration.Builder().dataType(type).seed(7).updater(updater).list();
    for (Layer layer : layers) {
      list.layer(layer);
    }
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            list.layer(new SequencePooling(List.of(Pooling.MEAN), 0))
                .layer(new OutputLayer.Builder().nOut(3).activation(Activation.SOFTMAX).build())
                .setInputType(InputType.recurrent(channels))
                .build());
    network.init();
    return network;
  }
}
