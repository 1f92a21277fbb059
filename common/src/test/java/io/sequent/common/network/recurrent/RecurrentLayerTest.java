package io.sequent.common.network.recurrent;

import static io.sequent.common.network.recurrent.RecurrentFixtures.CHANNELS;
import static io.sequent.common.network.recurrent.RecurrentFixtures.HIDDEN;
import static io.sequent.common.network.recurrent.RecurrentFixtures.TIME;
import static io.sequent.common.network.recurrent.RecurrentFixtures.assertClose;
import static io.sequent.common.network.recurrent.RecurrentFixtures.assertSegmentGradient;
import static io.sequent.common.network.recurrent.RecurrentFixtures.gate;
import static io.sequent.common.network.recurrent.RecurrentFixtures.gradient;
import static io.sequent.common.network.recurrent.RecurrentFixtures.network;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;
import static org.nd4j.linalg.indexing.NDArrayIndex.point;

import io.sequent.common.network.build.OneThread;
import java.nio.file.Path;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

@ExtendWith(OneThread.class)
class RecurrentLayerTest {
  @Test
  void lstmAgreesWithThatOfDeeplearning4j() {
    MultiLayerNetwork ours = network(new Recurrent.Builder(CellType.LSTM, HIDDEN).build());
    MultiLayerNetwork theirs =
        network(new LSTM.Builder().nOut(HIDDEN).activation(Activation.TANH).build());
    // Theirs has the gates in the order g, f, o, i.
    int[] order = {2, 1, 3, 0};
    for (String key : new String[] {"W", "RW", "b"}) {
      copyGates(ours.getLayer(0).getParam(key), theirs.getLayer(0).getParam(key), order);
    }
    theirs.getLayer(1).setParams(ours.getLayer(1).params());
    INDArray x = Nd4j.rand(3, CHANNELS, TIME);
    INDArray y = Nd4j.rand(3, 1, TIME);
    assertClose(ours.output(x), theirs.output(x), 1e-6);

    Gradient our = gradient(ours, x, y);
    Gradient their = gradient(theirs, x, y);
    for (String key : new String[] {"0_W", "0_RW", "0_b"}) {
      INDArray reordered = their.getGradientFor(key).dup();
      copyGates(our.getGradientFor(key), reordered, order);
      assertClose(reordered, their.getGradientFor(key), 1e-5);
    }
  }

  @ParameterizedTest
  @EnumSource
  void paddedBatchGivesTheNumbersOfTheSequencesAlone(CellType cell) {
    MultiLayerNetwork network =
        network(
            new Recurrent.Builder(cell, HIDDEN).bidirectional(true).build(),
            new Recurrent.Builder(cell, HIDDEN).bidirectional(true).build());
    INDArray features = Nd4j.rand(2, CHANNELS, TIME);
    INDArray mask = Nd4j.ones(2, TIME);
    mask.get(point(1), interval(3, TIME)).assign(0);
    INDArray both = network.output(features, false, mask, mask);
    INDArray first = network.output(features.get(interval(0, 1), all(), all()).dup());
    INDArray second = network.output(features.get(interval(1, 2), all(), interval(0, 3)).dup());
    assertClose(both.get(interval(0, 1), all(), all()), first, 1e-6);
    assertClose(both.get(interval(1, 2), all(), interval(0, 3)), second, 1e-6);
  }

  @ParameterizedTest
  @EnumSource
  void stepByStepGivesTheOutputOfTheWholeSequence(CellType cell) {
    MultiLayerNetwork network =
        network(
            new Recurrent.Builder(cell, HIDDEN).build(),
            new Recurrent.Builder(cell, HIDDEN).build());
    INDArray features = Nd4j.rand(3, CHANNELS, TIME);
    INDArray whole = network.output(features);
    network.rnnClearPreviousState();
    for (int t = 0; t < TIME; t++) {
      INDArray step = network.rnnTimeStep(features.get(all(), all(), interval(t, t + 1)).dup());
      assertClose(step, whole.get(all(), all(), interval(t, t + 1)), 1e-6);
    }
  }

  @Test
  void bidirectionalLayerRefusesSingleSteps() {
    MultiLayerNetwork network =
        network(new Recurrent.Builder(CellType.GRU, HIDDEN).bidirectional(true).build());
    assertThatThrownBy(() -> network.rnnTimeStep(Nd4j.rand(1, CHANNELS, 1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("bidirectional");
  }

  @Test
  void stateOfAnotherBatchIsRefused() {
    MultiLayerNetwork network = network(new Recurrent.Builder(CellType.GRU, HIDDEN).build());
    network.rnnTimeStep(Nd4j.rand(2, CHANNELS, 1));
    assertThatThrownBy(() -> network.rnnTimeStep(Nd4j.rand(3, CHANNELS, 1)))
        .hasMessageContaining("rnnClearPreviousState");
  }

  @ParameterizedTest
  @EnumSource
  void truncatedSegmentsCarryTheState(CellType cell) {
    MultiLayerNetwork network = network(new Recurrent.Builder(cell, HIDDEN).build());
    RecurrentLayer layer = (RecurrentLayer) network.getLayer(0);
    INDArray features = Nd4j.rand(3, CHANNELS, TIME);
    INDArray whole = network.feedForward(features).get(1);
    layer.rnnClearPreviousState();
    for (int from = 0; from < TIME; from += 2) {
      INDArray segment = features.get(all(), all(), interval(from, from + 2)).dup();
      INDArray output = network.rnnActivateUsingStoredState(segment, true, true).get(1);
      assertClose(output, whole.get(all(), all(), interval(from, from + 2)), 1e-6);
    }
  }

  @ParameterizedTest
  @EnumSource
  void gradientOfASegmentIsTheNumericOneAtTheStoredState(CellType cell) {
    assertSegmentGradient(new Recurrent.Builder(cell, HIDDEN).build());
  }

  @ParameterizedTest
  @EnumSource
  void truncatedBackPropagationLearns(CellType cell) {
    MultiLayerNetwork network = network(new Recurrent.Builder(cell, HIDDEN).build());
    MultiLayerConfiguration conf = network.getLayerWiseConfigurations();
    conf.setBackpropType(BackpropType.TruncatedBPTT);
    conf.setTbpttFwdLength(2);
    conf.setTbpttBackLength(2);
    DataSet data = new DataSet(Nd4j.rand(3, CHANNELS, TIME), Nd4j.rand(3, 1, TIME));
    double before = network.score(data);
    for (int i = 0; i < 20; i++) {
      network.fit(data);
    }
    assertThat(network.score(data)).isLessThan(before);
  }

  @ParameterizedTest
  @EnumSource
  void savedNetworkGivesTheSameOutput(CellType cell, @TempDir Path folder) throws Exception {
    MultiLayerNetwork network =
        network(
            new Recurrent.Builder(cell, HIDDEN)
                .bidirectional(true)
                .inputDropout(0.1)
                .recurrentDropout(0.2)
                .forgetBias(0.5)
                .weightInitRecurrent(new Orthogonal())
                .build());
    network.fit(new DataSet(Nd4j.rand(3, CHANNELS, TIME), Nd4j.rand(3, 1, TIME)));
    ModelSerializer.writeModel(network, folder.resolve("model.zip").toFile(), true);
    MultiLayerNetwork restored =
        ModelSerializer.restoreMultiLayerNetwork(folder.resolve("model.zip").toFile());
    INDArray x = Nd4j.rand(3, CHANNELS, TIME);
    assertThat(restored.output(x)).isEqualTo(network.output(x));
    assertThat(restored.getLayerWiseConfigurations().getConf(0).getLayer())
        .isEqualTo(network.getLayerWiseConfigurations().getConf(0).getLayer());
  }

  @Test
  void maskOfAnotherShapeIsNamedWithItsLayer() {
    MultiLayerNetwork network = network(new Recurrent.Builder(CellType.GRU, HIDDEN).build());
    INDArray mask = Nd4j.ones(3, TIME - 1);
    assertThatThrownBy(() -> network.output(Nd4j.rand(3, CHANNELS, TIME), false, mask, null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("layer index: 0")
        .hasMessageContaining("mask of shape [3, 5], expected [3, 6]");
  }

  @Test
  void typeThatNoKernelKnowsIsNamedWithItsLayer() {
    MultiLayerConfiguration configuration =
        network(new Recurrent.Builder(CellType.GRU, HIDDEN).build())
            .getLayerWiseConfigurations()
            .clone();
    configuration.setDataType(DataType.FLOAT16);
    assertThatThrownBy(() -> new MultiLayerNetwork(configuration).init())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("layer 0 (Recurrent): data type HALF, expected FLOAT or DOUBLE");
  }

  @Test
  void recurrentWeightsStartOrthogonal() {
    MultiLayerNetwork network =
        network(
            new Recurrent.Builder(CellType.GRU, HIDDEN)
                .weightInitRecurrent(new Orthogonal())
                .build());
    INDArray weights = network.getLayer(0).getParam("RW");
    for (int gate = 0; gate < 3; gate++) {
      INDArray block = weights.get(all(), interval(gate * HIDDEN, (gate + 1) * HIDDEN)).dup();
      assertClose(block.transpose().mmul(block), Nd4j.eye(HIDDEN), 1e-5);
    }
  }

  @Test
  void forgetBiasStartsAtOne() {
    MultiLayerNetwork network = network(new Recurrent.Builder(CellType.LSTM, 2).build());
    assertThat(network.getLayer(0).getParam("b").toDoubleVector())
        .containsExactly(0, 0, 1, 1, 0, 0, 0, 0);
  }

  private static void copyGates(INDArray from, INDArray to, int[] order) {
    for (int gate = 0; gate < order.length; gate++) {
      gate(to, gate).assign(gate(from, order[gate]));
    }
  }
}
