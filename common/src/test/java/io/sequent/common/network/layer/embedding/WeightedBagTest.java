package io.sequent.common.network.layer.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.sequent.common.network.build.OneThread;
import io.sequent.common.network.file.ModelFile;
import io.sequent.common.network.update.TrainingStep;
import java.io.IOException;
import java.nio.file.Path;
import org.deeplearning4j.gradientcheck.GradientCheckUtil;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.NoOp;

@ExtendWith(OneThread.class)
class WeightedBagTest {
  /** Place 3 in both examples; the second has one number less. */
  private static final double[][][] BAGS = {{{1, 3, 5}, {0.5, -2, 1}}, {{3, 4, 0}, {1, 3, 0}}};

  @AfterEach
  void useFloats() {
    Nd4j.setDefaultDataTypes(DataType.FLOAT, DataType.FLOAT);
  }

  @Test
  void isADenseLayerOnSparseVectors() {
    MultiLayerNetwork network = network(DataType.DOUBLE, new NoOp(), false);
    INDArray dense = Nd4j.zeros(DataType.DOUBLE, 2, 7);
    for (int row = 0; row < 2; row++) {
      for (int i = 0; i < 3; i++) {
        dense.putScalar(row, (int) BAGS[row][0][i], BAGS[row][1][i]);
      }
    }
    network.getParam("0_b").assign(0.25);
    INDArray expected = dense.mmul(network.getParam("0_W")).addi(0.25);
    INDArray actual = network.feedForward(bags(DataType.DOUBLE), false).get(1);
    for (int i = 0; i < 2; i++) {
      for (int j = 0; j < 3; j++) {
        assertThat(actual.getDouble(i, j))
            .isCloseTo(Math.tanh(expected.getDouble(i, j)), within(1e-12));
      }
    }
  }

  @Test
  void analyticGradientsAreTheNumericOnes() {
    Nd4j.setDefaultDataTypes(DataType.DOUBLE, DataType.DOUBLE);
    assertThat(
            GradientCheckUtil.checkGradients(
                new GradientCheckUtil.MLNConfig()
                    .net(network(DataType.DOUBLE, new NoOp(), false))
                    .input(bags(DataType.DOUBLE))
                    .labels(labels(DataType.DOUBLE))
                    .maxRelError(1e-5)
                    .print(GradientCheckUtil.PrintMode.FAILURES_ONLY)))
        .isTrue();
  }

  @Test
  void floatsGiveWhatDoublesGive() {
    MultiLayerNetwork doubles = network(DataType.DOUBLE, new NoOp(), false);
    MultiLayerNetwork floats = network(DataType.FLOAT, new NoOp(), false);
    floats.setParams(doubles.params().castTo(DataType.FLOAT));
    INDArray actual = gradient(floats).castTo(DataType.DOUBLE);
    assertThat(actual.sub(gradient(doubles)).amaxNumber().doubleValue()).isLessThan(1e-6);
  }

  private static INDArray gradient(MultiLayerNetwork network) {
    DataType type = network.params().dataType();
    network.setInput(bags(type));
    network.setLabels(labels(type));
    network.computeGradientAndScore();
    return network.gradient().gradient().dup();
  }

  @Test
  void lazyStepUpdatesTheRowsOfItsBatchAlone() {
    MultiLayerNetwork network = network(DataType.FLOAT, new Adam(0.1), true);
    INDArray before = network.getParam("0_W").dup();
    INDArray bias = network.getParam("0_b").dup();
    TrainingStep step = new TrainingStep(network);
    DataSet second =
        new DataSet(
            Nd4j.create(new double[][][] {BAGS[1]}).castTo(DataType.FLOAT),
            Nd4j.create(new float[][] {{0, 1}}));
    step.fit(new DataSet(bags(DataType.FLOAT), labels(DataType.FLOAT)));
    INDArray between = network.getParam("0_W").dup();
    step.fit(second);
    INDArray after = network.getParam("0_W");
    for (int row = 0; row < 7; row++) {
      boolean first = row == 1 || row == 3 || row == 4 || row == 5;
      assertThat(between.getRow(row).equals(before.getRow(row))).isEqualTo(!first);
      assertThat(after.getRow(row).equals(between.getRow(row))).isEqualTo(row != 3 && row != 4);
    }
    assertThat(network.getParam("0_b")).isNotEqualTo(bias);
  }

  @Test
  void stepIsThatOfFit() {
    MultiLayerNetwork expected = network(DataType.FLOAT, new Adam(0.1), false);
    MultiLayerNetwork actual = network(DataType.FLOAT, new Adam(0.1), false);
    TrainingStep step = new TrainingStep(actual);
    for (int i = 0; i < 3; i++) {
      DataSet data = new DataSet(bags(DataType.FLOAT), labels(DataType.FLOAT));
      expected.fit(data);
      step.fit(data);
    }
    assertThat(actual.params().equalsWithEps(expected.params(), 1e-6)).isTrue();
  }

  @Test
  void trainingLeavesOutEntriesAndKeepsTheExpectedSum() {
    WeightedBag.Builder bag =
        new WeightedBag.Builder(7, 3).entryDropout(0.75).activation(Activation.IDENTITY);
    MultiLayerNetwork network = network(DataType.DOUBLE, new NoOp(), bag);
    INDArray input = bags(DataType.DOUBLE);
    INDArray whole = network.feedForward(input, false).get(1).dup();
    int draws = 4000;
    INDArray sum = whole.like();
    for (int i = 0; i < draws; i++) {
      sum.addi(network.feedForward(input, true).get(1));
    }
    assertThat(network.feedForward(input, true).get(1)).isNotEqualTo(whole);
    // The deviation of an entry is its part in the sum times the root of three.
    assertThat(sum.divi(draws).subi(whole).amaxNumber().doubleValue()).isLessThan(0.1);
    assertThat(network.feedForward(input, false).get(1)).isEqualTo(whole);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1, Double.NaN})
  void dropoutOutOfRangeIsRefused(double probability) {
    assertThatThrownBy(() -> new WeightedBag.Builder(7, 3).entryDropout(probability))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("entry dropout " + probability + ", expected from 0 to less than 1");
  }

  @Test
  void savedLayerComesBack(@TempDir Path folder) throws IOException {
    MultiLayerNetwork saved = network(DataType.FLOAT, new Adam(0.1), true);
    Path file = folder.resolve("model.zip");
    ModelFile.save(saved, file);
    MultiLayerNetwork loaded = ModelFile.load(file);
    assertThat(loaded.getLayerWiseConfigurations()).isEqualTo(saved.getLayerWiseConfigurations());
    assertThat(loaded.params()).isEqualTo(saved.params());
  }

  @Test
  void placeThatDoesNotExistIsRefused() {
    INDArray bags = bags(DataType.FLOAT);
    bags.putScalar(0, 0, 1, 7);
    assertThatThrownBy(() -> network(DataType.FLOAT, new NoOp(), false).output(bags))
        .hasMessageContaining("place 7 outside of the 7");
  }

  private static INDArray bags(DataType type) {
    return Nd4j.create(BAGS).castTo(type);
  }

  private static INDArray labels(DataType type) {
    return Nd4j.eye(2).castTo(type);
  }

  private static MultiLayerNetwork network(DataType type, IUpdater updater, boolean lazy) {
    return network(
        type, updater, new WeightedBag.Builder(7, 3).lazyUpdates(lazy).activation(Activation.TANH));
  }

  private static MultiLayerNetwork network(
      DataType type, IUpdater updater, WeightedBag.Builder bag) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .dataType(type)
                .seed(7)
                .updater(updater)
                .list()
                .layer(bag.build())
                .layer(new OutputLayer.Builder().nOut(2).activation(Activation.SOFTMAX).build())
                .setInputType(InputType.recurrent(2))
                .build());
    network.init();
    return network;
  }
}
