package io.sequent.common.network.recurrent;

import static io.sequent.common.network.recurrent.RecurrentFixtures.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import io.sequent.common.network.build.OneThread;
import io.sequent.common.network.engine.Kernels;
import io.sequent.common.network.engine.Kernels.KernelChoice;
import io.sequent.common.network.update.TrainingStep;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

@ExtendWith(OneThread.class)
@SuppressWarnings("try") // The scope of the carried state is all that is wanted.
class CarriedStateTest {
  private static final int BATCH = 3;
  private static final int CHANNELS = 4;
  private static final int TIME = 7;
  private static final int HALF = 4;

  static Stream<Arguments> cellsAndKernels() {
    return Stream.of(CellType.values())
        .flatMap(
            cell ->
                Stream.of(KernelChoice.AUTO, KernelChoice.PORTABLE)
                    .map(kernel -> Arguments.of(cell, kernel)));
  }

  @AfterEach
  void useWhatIsUsual() {
    Kernels.use(KernelChoice.AUTO);
  }

  @ParameterizedTest
  @MethodSource("cellsAndKernels")
  void piecesGiveTheOutputOfTheWhole(CellType cell, KernelChoice kernel) {
    Kernels.use(kernel);
    for (Layer[] layers : List.of(twoLayers(cell), new Layer[] {repeated(cell)})) {
      MultiLayerNetwork network = network(DataType.FLOAT, layers);
      INDArray x = Nd4j.rand(BATCH, CHANNELS, TIME);
      INDArray whole = network.output(x);
      for (int round = 0; round < 2; round++) { // The second begins with an empty state again.
        try (CarriedState state = CarriedState.of(network, true)) {
          assertClose(network.output(steps(x, 0, HALF)), steps(whole, 0, HALF), 1e-5);
          assertClose(network.output(steps(x, HALF, TIME)), steps(whole, HALF, TIME), 1e-5);
        }
        try (CarriedState state = CarriedState.of(network, true)) {
          for (int t = 0; t < TIME; t++) {
            assertClose(network.output(steps(x, t, t + 1)), steps(whole, t, t + 1), 1e-5);
          }
        }
      }
    }
  }

  /** Without updates in between, the loss of the whole is the sum of the losses of its halves. */
  @ParameterizedTest
  @MethodSource("cellsAndKernels")
  void twoHalvesHaveTheTrainingLossOfTheWhole(CellType cell, KernelChoice kernel) {
    Kernels.use(kernel);
    MultiLayerNetwork network = network(DataType.FLOAT, twoLayers(cell));
    INDArray x = Nd4j.rand(BATCH, CHANNELS, TIME);
    INDArray y = Nd4j.rand(BATCH, 1, TIME);
    TrainingStep step = new TrainingStep(network);
    double whole = step.fit(new DataSet(x, y));
    try (CarriedState state = CarriedState.of(network, true)) {
      double first = step.fit(new DataSet(steps(x, 0, HALF), steps(y, 0, HALF)));
      double second = step.fit(new DataSet(steps(x, HALF, TIME), steps(y, HALF, TIME)));
      assertThat(first + second).isCloseTo(whole, within(1e-4));
    }
    double first = step.fit(new DataSet(steps(x, 0, HALF), steps(y, 0, HALF)));
    double alone = step.fit(new DataSet(steps(x, HALF, TIME), steps(y, HALF, TIME)));
    assertThat(Math.abs(first + alone - whole)).isGreaterThan(1e-3);
  }

  @ParameterizedTest
  @EnumSource
  void gradientIsTheNumericOneAtTheCarriedStateAndThatOfFloatsTheSame(CellType cell) {
    MultiLayerNetwork network = network(DataType.DOUBLE, twoLayers(cell));
    INDArray x = Nd4j.rand(DataType.DOUBLE, BATCH, CHANNELS, TIME);
    INDArray y = Nd4j.rand(DataType.DOUBLE, BATCH, 1, TIME);
    loss(network, x, y, 0, 0);
    INDArray gradient = network.gradient().gradient().dup();
    double move = 1e-6;
    for (long i = 0; i < network.numParams(); i += 11) {
      double slope = (loss(network, x, y, i, move) - loss(network, x, y, i, -move)) / (2 * move);
      assertThat(gradient.getDouble(i)).isCloseTo(slope, within(1e-6));
    }
    for (KernelChoice kernel : new KernelChoice[] {KernelChoice.AUTO, KernelChoice.PORTABLE}) {
      Kernels.use(kernel);
      MultiLayerNetwork floats = network(DataType.FLOAT, twoLayers(cell));
      floats.setParams(network.params().castTo(DataType.FLOAT));
      try (CarriedState state = CarriedState.of(floats, true)) {
        floats.output(steps(x, 0, HALF).castTo(DataType.FLOAT));
        floats.setInput(steps(x, HALF, TIME).castTo(DataType.FLOAT));
        floats.setLabels(steps(y, HALF, TIME).castTo(DataType.FLOAT));
        floats.computeGradientAndScore();
      }
      assertClose(floats.gradient().gradient(), gradient, 1e-5);
    }
  }

  @ParameterizedTest
  @MethodSource("cellsAndKernels")
  void lastSequencesOfABatchMayEndBeforeTheOthers(CellType cell, KernelChoice kernel) {
    Kernels.use(kernel);
    MultiLayerNetwork network = network(DataType.FLOAT, twoLayers(cell));
    INDArray x = Nd4j.rand(BATCH, CHANNELS, TIME);
    INDArray whole = network.output(x);
    INDArray mask = Nd4j.ones(BATCH, HALF);
    mask.putScalar(BATCH - 1, HALF - 1, 0); // In the middle of the batch, too.
    try (CarriedState state = CarriedState.of(network, true)) {
      network.output(steps(x, 0, HALF), false, mask, mask);
      for (int rows = BATCH - 1; rows > 0; rows--) {
        int t = TIME - 1 - rows;
        INDArray output = network.output(rows(steps(x, t, t + 1), rows));
        assertClose(output, rows(steps(whole, t, t + 1), rows), 1e-5);
      }
    }
  }

  @Test
  void sequencesWithoutABeginningAreRefused() {
    MultiLayerNetwork network = network(DataType.FLOAT, twoLayers(CellType.GRU));
    try (CarriedState state = CarriedState.of(network, true)) {
      network.output(Nd4j.rand(2, CHANNELS, 2));
      assertThatThrownBy(() -> network.output(Nd4j.rand(3, CHANNELS, 2)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("a batch of 3 after a state of 2 sequences");
    }
  }

  @Test
  void nothingIsCarriedWhereBatchesDoNotFollowOnEachOther() {
    MultiLayerNetwork network = network(DataType.FLOAT, twoLayers(CellType.LSTM));
    INDArray x = Nd4j.rand(BATCH, CHANNELS, TIME);
    INDArray alone = network.output(x);
    try (CarriedState state = CarriedState.of(network, false)) {
      assertThat(network.output(x)).isEqualTo(alone);
      assertThat(network.output(x)).isEqualTo(alone);
    }
    try (CarriedState state = CarriedState.of(network, true)) {
      assertThat(network.output(x)).isEqualTo(alone);
      assertThat(network.output(x)).isNotEqualTo(alone);
    }
    assertThat(network.output(x)).isEqualTo(alone);
  }

  @Test
  void stateOfSingleStepsStaysWhatItIs() {
    MultiLayerNetwork network = network(DataType.FLOAT, twoLayers(CellType.LSTM));
    INDArray x = Nd4j.rand(1, CHANNELS, 2);
    INDArray whole = network.output(x);
    network.rnnTimeStep(steps(x, 0, 1));
    try (CarriedState state = CarriedState.of(network, true)) {
      network.output(Nd4j.rand(BATCH, CHANNELS, TIME));
    }
    assertClose(network.rnnTimeStep(steps(x, 1, 2)), steps(whole, 1, 2), 1e-6);
  }

  @Test
  void layersThatCannotCarryAreNamed() {
    MultiLayerNetwork backwards =
        network(
            DataType.FLOAT,
            new Recurrent.Builder(CellType.GRU, 3).build(),
            new Recurrent.Builder(CellType.GRU, 3).bidirectional(true).build());
    assertThatThrownBy(() -> CarriedState.of(backwards, true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("layer 1 (Recurrent)")
        .hasMessageContaining("one direction");
    assertThat(CarriedState.of(backwards, false)).isNotNull();
    MultiLayerNetwork stock = network(DataType.FLOAT, new LSTM.Builder().nOut(3).build());
    assertThatThrownBy(() -> CarriedState.of(stock, true)).hasMessageContaining("layer 0 (LSTM)");
  }

  private static Layer[] twoLayers(CellType cell) {
    return new Layer[] {
      new Recurrent.Builder(cell, 5).build(), new Recurrent.Builder(cell, 3).build()
    };
  }

  private static Layer repeated(CellType cell) {
    return new Recurrent.Builder(cell, CHANNELS).passes(2).passActivation(Activation.TANH).build();
  }

  /**
   * Of the second half, summed over the sequences, as the gradient is. The first is read before a
   * weight moves: the state is a constant.
   */
  private static double loss(
      MultiLayerNetwork network, INDArray x, INDArray y, long weight, double move) {
    INDArray weights = network.params();
    double value = weights.getDouble(weight);
    try (CarriedState state = CarriedState.of(network, true)) {
      network.output(steps(x, 0, HALF));
      weights.putScalar(weight, value + move);
      network.setInput(steps(x, HALF, TIME));
      network.setLabels(steps(y, HALF, TIME));
      network.computeGradientAndScore();
      return network.score() * x.size(0);
    } finally {
      weights.putScalar(weight, value);
    }
  }

  private static INDArray steps(INDArray array, int from, int to) {
    return array.get(all(), all(), interval(from, to)).dup();
  }

  private static INDArray rows(INDArray array, int count) {
    return array.get(interval(0, count), all(), all()).dup();
  }

  /** Trains at a rate of 0, so that its weights stay what they are. */
  private static MultiLayerNetwork network(DataType type, Layer... layers) {
    NeuralNetConfiguration.ListBuilder list =
        new NeuralNetConfiguration.Builder().seed(1).dataType(type).updater(new Sgd(0)).list();
    Stream.of(layers).forEach(list::layer);
    list.layer(
        new RnnOutputLayer.Builder(LossFunction.MSE)
            .nOut(1)
            .activation(Activation.IDENTITY)
            .build());
    MultiLayerNetwork network =
        new MultiLayerNetwork(list.setInputType(InputType.recurrent(CHANNELS)).build());
    network.init();
    return network;
  }
}
