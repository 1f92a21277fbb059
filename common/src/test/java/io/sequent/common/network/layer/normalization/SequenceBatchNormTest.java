package io.sequent.common.network.layer.normalization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import io.sequent.common.network.build.OneThread;
import io.sequent.common.network.file.ModelFile;
import io.sequent.common.network.layer.pooling.Pooling;
import io.sequent.common.network.layer.pooling.SequencePooling;
import io.sequent.common.network.recurrent.CellType;
import io.sequent.common.network.recurrent.Recurrent;
import io.sequent.common.network.update.TrainingStep;
import io.sequent.common.network.update.WeightAverage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.deeplearning4j.gradientcheck.GradientCheckUtil;
import org.deeplearning4j.nn.conf.GradientNormalization;
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
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.NoOp;

@ExtendWith(OneThread.class)
class SequenceBatchNormTest {
  private static final int BATCH = 3;
  private static final int CHANNELS = 2;
  private static final int TIME = 4;
  private static final double[][] ALL = {{1, 1, 1, 1}, {1, 1, 1, 1}, {1, 1, 1, 1}};
  private static final double[][] END = {{1, 1, 1, 1}, {1, 1, 0, 0}, {1, 1, 1, 0}};
  private static final double[][] MIDDLE = {{1, 0, 1, 1}, {1, 1, 0, 1}, {0, 1, 0, 1}};
  private static final double[][] EMPTY_ROW = {{1, 1, 1, 0}, {0, 0, 0, 0}, {1, 1, 0, 0}};

  @AfterEach
  void useFloats() {
    Nd4j.setDefaultDataTypes(DataType.FLOAT, DataType.FLOAT);
  }

  static Stream<double[][]> masks() {
    return Stream.of(null, ALL, END, MIDDLE, EMPTY_ROW);
  }

  @ParameterizedTest
  @MethodSource("masks")
  void stepsThatCountGetMeanZeroAndVarianceOne(double @Nullable [][] mask) {
    MultiLayerNetwork network = network(DataType.DOUBLE, new NoOp(), norm());
    network.getParam("0_gamma").assign(2);
    network.getParam("0_beta").assign(3);
    INDArray x = sequences(DataType.DOUBLE);
    network.setLayerMaskArrays(array(mask, DataType.DOUBLE), null);
    INDArray out = network.feedForward(x, true).get(1);
    double[][] counted = mask == null ? ALL : mask;
    for (int c = 0; c < CHANNELS; c++) {
      double[] moments = moments(x, counted, c);
      for (int b = 0; b < BATCH; b++) {
        for (int t = 0; t < TIME; t++) {
          double normalized = (x.getDouble(b, c, t) - moments[0]) / Math.sqrt(moments[1] + 1e-5);
          assertThat(out.getDouble(b, c, t))
              .isCloseTo(counted[b][t] == 0 ? 0 : 2 * normalized + 3, within(1e-9));
        }
      }
    }
  }

  /** Mean and variance of a channel over the steps that count. */
  private static double[] moments(INDArray x, double[][] counted, int channel) {
    double sum = 0;
    double squares = 0;
    double count = 0;
    for (int b = 0; b < BATCH; b++) {
      for (int t = 0; t < TIME; t++) {
        double value = x.getDouble(b, channel, t);
        sum += counted[b][t] * value;
        squares += counted[b][t] * value * value;
        count += counted[b][t];
      }
    }
    double mean = sum / count;
    return new double[] {mean, squares / count - mean * mean};
  }

  @ParameterizedTest
  @MethodSource("masks")
  void analyticGradientsAreTheNumericOnes(double @Nullable [][] mask) {
    Nd4j.setDefaultDataTypes(DataType.DOUBLE, DataType.DOUBLE);
    MultiLayerNetwork network =
        network(
            DataType.DOUBLE,
            new NoOp(),
            new Recurrent.Builder(CellType.GRU, 3).build(),
            norm(),
            new Recurrent.Builder(CellType.GRU, 2).build(),
            norm());
    network.getParam("1_gamma").assign(Nd4j.create(new double[][] {{0.5, 1.5, -0.7}}));
    network.getParam("1_beta").assign(Nd4j.create(new double[][] {{0.1, -0.2, 0.3}}));
    assertThat(
            GradientCheckUtil.checkGradients(
                new GradientCheckUtil.MLNConfig()
                    .net(network)
                    .input(sequences(DataType.DOUBLE))
                    .labels(labels(DataType.DOUBLE))
                    .inputMask(array(mask, DataType.DOUBLE))
                    .maxRelError(1e-5)
                    .excludeParams(Set.of("1_mean", "1_var", "3_mean", "3_var"))
                    .print(GradientCheckUtil.PrintMode.FAILURES_ONLY)))
        .isTrue();
  }

  /** Whatever else is done to gradients. */
  @Test
  void runningAveragesMoveByATenth() {
    MultiLayerNetwork network =
        initialised(
            learning(DataType.FLOAT, new Adam(0.01))
                .l2(0.1)
                .gradientNormalization(GradientNormalization.ClipL2PerLayer)
                .gradientNormalizationThreshold(1e-3),
            norm());
    network.getParam("0_mean").assign(5);
    DataSet data = data(END);
    new TrainingStep(network).fit(data);
    for (int c = 0; c < CHANNELS; c++) {
      double[] moments = moments(data.getFeatures(), END, c);
      assertThat(network.getParam("0_mean").getDouble(c))
          .isCloseTo(0.9 * 5 + 0.1 * moments[0], within(1e-5));
      assertThat(network.getParam("0_var").getDouble(c))
          .isCloseTo(0.9 + 0.1 * moments[1], within(1e-5));
    }
    assertThat(network.gradient().gradientForVariable())
        .containsKeys("0_gamma", "0_beta")
        .doesNotContainKeys("0_mean", "0_var");
  }

  @Test
  void whereNoStepCountsRunningAveragesStay() {
    MultiLayerNetwork network = network(DataType.FLOAT, new Adam(0.01), norm());
    new TrainingStep(network).fit(data(new double[BATCH][TIME]));
    assertThat(network.getParam("0_mean").toFloatVector()).containsOnly(0);
    assertThat(network.getParam("0_var").toFloatVector()).containsOnly(1);
    assertThat(network.getParam("0_gamma").toFloatVector()).containsOnly(1);
  }

  @Test
  void inUseASequenceDoesNotDependOnThoseBesideIt() {
    MultiLayerNetwork network = network(DataType.FLOAT, new Adam(0.01), norm());
    for (int i = 0; i < 3; i++) {
      new TrainingStep(network).fit(data(END));
    }
    INDArray x = sequences(DataType.FLOAT);
    INDArray together = network.output(x, false, array(END, DataType.FLOAT), null);
    INDArray alone = network.output(x.get(interval(1, 2), all(), interval(0, 2)).dup());
    assertThat(alone.getRow(0).sub(together.getRow(1)).amaxNumber().doubleValue()).isLessThan(1e-6);
  }

  @Test
  void trainingStepsAreThoseOfFitAndSavedLayersComeBack(@TempDir Path folder) throws IOException {
    MultiLayerNetwork expected = network(DataType.FLOAT, new Adam(0.01), norm());
    MultiLayerNetwork actual = network(DataType.FLOAT, new Adam(0.01), norm());
    for (int i = 0; i < 3; i++) {
      expected.fit(data(MIDDLE));
      new TrainingStep(actual).fit(data(MIDDLE));
    }
    assertThat(actual.params().sub(expected.params()).amaxNumber().doubleValue()).isLessThan(1e-6);

    Path file = folder.resolve("model.zip");
    ModelFile.save(actual, file);
    MultiLayerNetwork loaded = ModelFile.load(file);
    assertThat(loaded.getLayerWiseConfigurations()).isEqualTo(actual.getLayerWiseConfigurations());
    assertThat(loaded.params()).isEqualTo(actual.params());
    INDArray x = sequences(DataType.FLOAT);
    assertThat(loaded.output(x)).isEqualTo(actual.output(x));
  }

  @Test
  void averageOfTheWeightsHasAnAverageOfTheRunningOnes() {
    MultiLayerNetwork network = network(DataType.FLOAT, new Adam(0.01), norm());
    WeightAverage average = new WeightAverage(network, 0.5);
    INDArray expected = network.getParam("0_var").dup();
    for (int i = 0; i < 20; i++) {
      new TrainingStep(network).fit(data(END));
      average.update();
      double updates = i + 1;
      double keep = Math.min(0.5, (1 + updates) / (10 + updates));
      expected.muli(keep).addi(network.getParam("0_var").mul(1 - keep));
    }
    INDArray own = network.getParam("0_var").dup();
    average.exchange();
    assertThat(network.getParam("0_var").equalsWithEps(expected, 1e-5)).isTrue();
    assertThat(network.getParam("0_var").equalsWithEps(own, 1e-5)).isFalse();
  }

  @Test
  void whatIsNoSequenceIsRefused() {
    assertThatThrownBy(() -> norm().getOutputType(2, InputType.feedForward(3)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("accepts sequences, but layer 2 gets");
  }

  private static SequenceBatchNorm norm() {
    return new SequenceBatchNorm.Builder().build();
  }

  /** Each channel in a range of its own. */
  private static INDArray sequences(DataType type) {
    INDArray x = Nd4j.create(type, BATCH, CHANNELS, TIME);
    for (int i = 0; i < x.length(); i++) {
      int c = i / TIME % CHANNELS;
      x.putScalar(new long[] {i / TIME / CHANNELS, c, i % TIME}, 4 * c + (i * 7 % 11) / 5.0);
    }
    return x;
  }

  private static INDArray labels(DataType type) {
    return Nd4j.eye(BATCH).castTo(type);
  }

  private static @Nullable INDArray array(double @Nullable [][] mask, DataType type) {
    return mask == null ? null : Nd4j.create(mask).castTo(type);
  }

  private static DataSet data(double[][] mask) {
    DataType type = DataType.FLOAT;
    return new DataSet(sequences(type), labels(type), array(mask, type), null);
  }

  private static MultiLayerNetwork network(DataType type, IUpdater updater, Layer... layers) {
    return initialised(learning(type, updater), layers);
  }

  private static NeuralNetConfiguration.Builder learning(DataType type, IUpdater updater) {
    return new NeuralNetConfiguration.Builder().dataType(type).seed(7).updater(updater);
  }

  private static MultiLayerNetwork initialised(
      NeuralNetConfiguration.Builder learning, Layer... layers) {
    ListBuilder list = learning.list();
    for (Layer layer : layers) {
      list.layer(layer);
    }
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            list.layer(new SequencePooling(List.of(Pooling.MAX), 0))
                .layer(new OutputLayer.Builder().nOut(BATCH).activation(Activation.SOFTMAX).build())
                .setInputType(InputType.recurrent(CHANNELS))
                .build());
    network.init();
    return network;
  }
}
