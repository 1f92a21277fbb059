package io.sequent.common.network.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sequent.common.UserError;
import io.sequent.common.network.layer.Dense;
import io.sequent.common.network.layer.embedding.TokenEmbedding;
import io.sequent.common.network.layer.normalization.SequenceBatchNorm;
import io.sequent.common.network.layer.pooling.Pooling;
import io.sequent.common.network.layer.pooling.SequencePooling;
import io.sequent.common.network.recurrent.CellType;
import io.sequent.common.network.recurrent.Recurrent;
import io.sequent.common.network.transformer.Transformer;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration.ListBuilder;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.AMSGrad;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.Sgd;

class NetworkMemoryTest {
  private static final long EIGHT_GIB = 8L << 30;

  private static MultiLayerConfiguration network(IUpdater updater, int vocabulary, Layer... inner) {
    ListBuilder layers = new NeuralNetConfiguration.Builder().updater(updater).list();
    layers.layer(new TokenEmbedding.Builder(vocabulary, 8).build());
    for (Layer layer : inner) {
      layers.layer(layer);
    }
    return layers
        .layer(new OutputLayer.Builder().nOut(2).build())
        .setInputType(InputType.recurrent(1))
        .build();
  }

  private static Layer pooling() {
    return new SequencePooling(List.of(Pooling.MAX), 0);
  }

  private static Layer recurrent(CellType cell, int hidden) {
    return new Recurrent.Builder(cell, hidden).bidirectional(true).build();
  }

  private static BatchShape batch(int examples, int steps) {
    return BatchShape.of(examples, new long[] {1, 1, 1}, steps);
  }

  private static NetworkMemory memory(MultiLayerConfiguration network, BatchShape batch) {
    return NetworkMemory.of(network, 1, List.of(batch), List.of(batch));
  }

  static Stream<MultiLayerConfiguration> networks() {
    return Stream.of(
        network(new Adam(), 7, recurrent(CellType.LSTM, 5), pooling()),
        network(new AMSGrad(), 7, recurrent(CellType.GRU, 5), pooling()),
        network(new Sgd(), 7, recurrent(CellType.RNN, 5), pooling()),
        network(
            new Nesterovs(),
            7,
            new SequenceBatchNorm.Builder().build(),
            pooling(),
            new Dense.Builder(3).build(),
            new BatchNormalization()),
        network(
            new Adam(),
            7,
            Stream.concat(
                    new Transformer(2, 2, 6).maxLength(9).layers().stream(), Stream.of(pooling()))
                .toArray(Layer[]::new)));
  }

  @ParameterizedTest
  @MethodSource("networks")
  void parametersAndOptimizerAreThoseOfTheInitialisedNetwork(MultiLayerConfiguration conf) {
    NetworkMemory memory = memory(conf, batch(3, 4));
    MultiLayerNetwork network = new MultiLayerNetwork(conf);
    network.init();
    INDArray state = network.getUpdater().getStateViewArray();
    assertThat(memory.parameters()).isEqualTo(network.numParams() * Float.BYTES);
    assertThat(memory.optimizer()).isEqualTo(state == null ? 0 : state.length() * Float.BYTES);
    assertThat(memory.trainingActivations()).isPositive();
  }

  @Test
  void sumHasEveryPart() {
    NetworkMemory memory = new NetworkMemory(10, 2, 20, 300, 50, 1);
    assertThat(memory.training()).isEqualTo(10 + 10 + 2 * 10 + 20 + 300);
    assertThat(memory.prediction()).isEqualTo(10 + 50);
    assertThat(memory.describe())
        .isEqualTo(
            "memory: about 360 bytes for training (parameters 10 bytes, gradients 10 bytes, copies"
                + " of parameters 20 bytes, optimizer 20 bytes, activations 300 bytes), about 60"
                + " bytes for prediction");
  }

  @Test
  void activationsAreThoseOfTheLargestBatch() {
    MultiLayerConfiguration conf = network(new Adam(), 7, recurrent(CellType.LSTM, 64), pooling());
    long one = memory(conf, batch(64, 50)).trainingActivations();
    long twice = memory(conf, batch(128, 50)).trainingActivations();
    assertThat((double) twice / one).isBetween(1.8, 2.0);
    List<BatchShape> both = List.of(batch(64, 50), batch(128, 50));
    assertThat(NetworkMemory.of(conf, 1, both, both).trainingActivations()).isEqualTo(twice);
    // An LSTM keeps a good 20 numbers of each unit, and as many while it runs.
    assertThat((double) one / (64 * 50 * 2 * 64 * Float.BYTES)).isBetween(40.0, 60.0);
  }

  @Test
  void whatDoesNotFitIsRefusedWithTheSum() {
    NetworkMemory memory = memory(network(new Adam(), 100_000_000, pooling()), batch(3, 4));
    assertThatThrownBy(() -> memory.requireTrainable(EIGHT_GIB, EIGHT_GIB))
        .isInstanceOf(UserError.class)
        .hasMessageMatching(
            "the network needs 14\\.9 GiB of memory for training \\(parameters 3\\.0 GiB, gradients"
                + " 3\\.0 GiB, copies of parameters 3\\.0 GiB, optimizer 6\\.0 GiB, activations"
                + " .+\\), but this machine has 8\\.0 GiB; choose fewer or smaller layers, or smaller"
                + " embeddings");
    assertThatCode(() -> memory.requireTrainable(2 * EIGHT_GIB, EIGHT_GIB))
        .doesNotThrowAnyException();
  }

  @Test
  void batchesThatDoNotFitAreNamedAsTheCause() {
    NetworkMemory memory = new NetworkMemory(10, 1, 20, EIGHT_GIB, 50, 1);
    assertThatThrownBy(() -> memory.requireTrainable(EIGHT_GIB, EIGHT_GIB))
        .hasMessageEndingWith(
            "choose smaller batches, shorter sequences, or fewer or smaller layers");
  }

  @Test
  void batchLargerThanTheHeapIsRefused() {
    NetworkMemory memory = new NetworkMemory(10, 1, 20, 300, 50, 2048);
    assertThatThrownBy(() -> memory.requireTrainable(EIGHT_GIB, 1024))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith(
            "the features and labels of a batch need 2.0 KiB, but Java can hold at most 1.0 KiB;");
  }

  @Test
  void moreNumbersThanTheUpdatersCanCountAreRefusedOnAnyMachine() {
    NetworkMemory memory = memory(network(new Adam(), 200_000_000, pooling()), batch(3, 4));
    assertThatThrownBy(() -> memory.requireTrainable(Long.MAX_VALUE, EIGHT_GIB))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith(
            "the optimizer would keep 3,200,000,036 numbers of the network's parameters, expected"
                + " at most 2,147,483,647;");
  }

  @Test
  void sizesBeyondALongAreNeverWrapped() {
    MultiLayerConfiguration conf =
        new NeuralNetConfiguration.Builder()
            .list()
            .layer(new TokenEmbedding.Builder(Integer.MAX_VALUE, Integer.MAX_VALUE).build())
            .setInputType(InputType.recurrent(1))
            .build();
    assertThatThrownBy(() -> memory(conf, batch(3, 4))).isInstanceOf(ArithmeticException.class);
    MultiLayerConfiguration small = network(new Adam(), 7, pooling());
    assertThatThrownBy(
            () -> memory(small, new BatchShape(3, InputType.recurrent(1, Long.MAX_VALUE))))
        .isInstanceOf(ArithmeticException.class);
  }

  @Test
  void networkThatIsTooLargeIsNotLoaded() {
    MultiLayerConfiguration conf = network(new Sgd(), 7, pooling());
    assertThat(NetworkMemory.requireParametersFit(conf, 1024)).isEqualTo(7 * 8 + 8 * 2 + 2);
    assertThatThrownBy(() -> NetworkMemory.requireParametersFit(conf, 100))
        .isInstanceOf(UserError.class)
        .hasMessage(
            "the parameters of the network need 296 bytes of memory, but this machine has 100"
                + " bytes");
  }
}
