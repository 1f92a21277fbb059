package io.sequent.common.network.recurrent;

import static io.sequent.common.network.recurrent.RecurrentFixtures.assertClose;
import static io.sequent.common.network.recurrent.RecurrentFixtures.gate;
import static io.sequent.common.network.recurrent.RecurrentFixtures.gradient;
import static io.sequent.common.network.recurrent.StockNetworks.BATCH;
import static io.sequent.common.network.recurrent.StockNetworks.TIME;
import static io.sequent.common.network.recurrent.StockNetworks.eachStep;
import static io.sequent.common.network.recurrent.StockNetworks.features;
import static io.sequent.common.network.recurrent.StockNetworks.lstm;
import static io.sequent.common.network.recurrent.StockNetworks.network;
import static io.sequent.common.network.recurrent.StockNetworks.one;
import static io.sequent.common.network.recurrent.StockNetworks.rnn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import io.sequent.common.network.build.OneThread;
import io.sequent.common.network.layer.pooling.Pooling;
import io.sequent.common.network.layer.pooling.SequencePooling;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.constraint.MaxNormConstraint;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.misc.RepeatVector;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.conf.weightnoise.DropConnect;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
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
import org.nd4j.linalg.learning.config.Nesterovs;

@ExtendWith(OneThread.class)
class StockLayersTest {
  /** Ends after 6, 4 and 1 steps. */
  private static final INDArray MASK =
      Nd4j.create(new float[][] {{1, 1, 1, 1, 1, 1}, {1, 1, 1, 1, 0, 0}, {1, 0, 0, 0, 0, 0}});

  static Stream<Arguments> oneDirection() {
    return Stream.of(
        Arguments.of("lstm", new Layer[] {lstm().build()}),
        Arguments.of("tanh", new Layer[] {rnn(Activation.TANH).build()}),
        Arguments.of("relu", new Layer[] {rnn(Activation.RELU).build()}));
  }

  static Stream<Arguments> stacks() {
    return Stream.concat(
        oneDirection(),
        Stream.of(
            Arguments.of("bidirectional lstm", new Layer[] {new Bidirectional(lstm().build())}),
            Arguments.of(
                "bidirectional relu",
                new Layer[] {new Bidirectional(rnn(Activation.RELU).build())}),
            Arguments.of(
                "stacked",
                new Layer[] {
                  new Bidirectional(lstm().build()), rnn(Activation.TANH).build(), lstm().build()
                })));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("stacks")
  void outputsAreTheSameAtEachStep(String name, Layer[] layers) {
    MultiLayerNetwork stock = network(eachStep(layers));
    MultiLayerNetwork ours = StockLayers.converted(stock);
    for (int i = 0; i < layers.length; i++) {
      assertThat(ours.getLayer(i)).isInstanceOf(RecurrentLayer.class);
    }
    INDArray x = features();
    assertClose(ours.output(x), stock.output(x), 1e-6);
    INDArray padded = ours.output(x, false, MASK, MASK);
    for (int row = 0; row < BATCH; row++) {
      assertClose(counting(padded, row), stock.output(counting(x, row)), 1e-6);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("stacks")
  void outputsAreTheSameBehindAPooling(String name, Layer[] layers) {
    Layer pooling = new GlobalPoolingLayer.Builder(PoolingType.AVG).build();
    Layer[] all = Stream.concat(Stream.of(layers), Stream.of(pooling)).toArray(Layer[]::new);
    MultiLayerNetwork stock = network(one(all));
    MultiLayerNetwork ours = StockLayers.converted(stock);
    INDArray x = features();
    assertClose(ours.output(x), stock.output(x), 1e-6);
    INDArray padded = ours.output(x, false, MASK, null);
    for (int row = 0; row < BATCH; row++) {
      assertClose(padded.getRow(row, true), stock.output(counting(x, row)), 1e-6);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("oneDirection")
  void oneDirectionAgreesOnPaddedBatches(String name, Layer[] layers) {
    MultiLayerNetwork stock = network(eachStep(layers));
    MultiLayerNetwork ours = StockLayers.converted(stock);
    INDArray x = features();
    INDArray padded = ours.output(x, false, MASK, MASK);
    INDArray expected = stock.output(x, false, MASK, MASK);
    for (int row = 0; row < BATCH; row++) {
      assertClose(counting(padded, row), counting(expected, row), 1e-6);
    }
  }

  @Test
  void lastStepBecomesALayerOfItsOwn() {
    MultiLayerNetwork stock =
        network(
            one(
                lstm().name("first").build(),
                new LastTimeStep(new Bidirectional(lstm().build())),
                new DenseLayer.Builder().nOut(3).build()));
    MultiLayerNetwork ours = StockLayers.converted(stock);
    assertThat(ours.getLayerNames())
        .containsExactly("first", "layer1", "layer1-last", "layer2", "layer3");
    assertThat(ours.getLayer(2).conf().getLayer())
        .isInstanceOfSatisfying(
            SequencePooling.class,
            pooling -> assertThat(pooling.getKinds()).containsExactly(Pooling.LAST));
    INDArray x = features();
    assertClose(ours.output(x), stock.output(x), 1e-6);
    assertClose(ours.output(x, false, MASK, null), stock.output(x, false, MASK, null), 1e-6);
  }

  @Test
  void preProcessorsMoveWithTheirLayers() {
    MultiLayerNetwork stock =
        network(
            eachStep(
                new DenseLayer.Builder().nOut(3).build(),
                new LastTimeStep(lstm().build()),
                new RepeatVector.Builder<>(TIME).build(),
                new DenseLayer.Builder().nOut(3).build(),
                rnn(Activation.TANH).build()));
    MultiLayerNetwork ours = StockLayers.converted(stock);
    assertThat(stock.getLayerWiseConfigurations().getInputPreProcessors())
        .containsOnlyKeys(0, 1, 3, 4);
    assertThat(ours.getLayerWiseConfigurations().getInputPreProcessors())
        .containsOnlyKeys(0, 1, 4, 5);
    INDArray x = features();
    assertClose(ours.output(x), stock.output(x), 1e-6);
  }

  @Test
  void gradientsAreTheSameUpToTheOrderOfTheGates() {
    MultiLayerNetwork stock = network(eachStep(new Bidirectional(lstm().build()), lstm().build()));
    MultiLayerNetwork ours = StockLayers.converted(stock);
    INDArray x = features();
    INDArray y = Nd4j.rand(BATCH, 1, TIME);
    Gradient our = gradient(ours, x, y);
    Gradient their = gradient(stock, x, y);
    String[][] keys = {
      {"0_W", "0_fW"}, {"0_RW", "0_fRW"}, {"0_b", "0_fb"},
      {"0_WR", "0_bW"}, {"0_RWR", "0_bRW"}, {"0_bR", "0_bb"},
      {"1_W", "1_W"}, {"1_RW", "1_RW"}, {"1_b", "1_b"}
    };
    // Theirs has the gates in the order g, f, o, i.
    int[] theirPlace = {3, 1, 0, 2};
    for (String[] key : keys) {
      for (int gate = 0; gate < 4; gate++) {
        assertClose(
            gate(our.getGradientFor(key[0]), gate),
            gate(their.getGradientFor(key[1]), theirPlace[gate]),
            1e-5);
      }
    }
    assertClose(our.getGradientFor("2_W"), their.getGradientFor("2_W"), 1e-5);
  }

  @Test
  void settingsOfALayerAreKept() {
    LSTM lstm =
        lstm()
            .dropOut(new Dropout(0.7))
            .updater(new Nesterovs(0.3, 0.8))
            .biasUpdater(new Adam(0.02))
            .l1(0.1)
            .l2(0.2)
            .l2Bias(0.3)
            .weightNoise(new DropConnect(0.9))
            .gradientNormalization(GradientNormalization.ClipElementWiseAbsoluteValue)
            .gradientNormalizationThreshold(0.4)
            .forgetGateBiasInit(2)
            .constrainRecurrent(new MaxNormConstraint(1, 0))
            .build();
    MultiLayerNetwork stock = network(eachStep(lstm, new Bidirectional(lstm.clone())));
    MultiLayerNetwork ours = StockLayers.converted(stock);
    for (int i = 0; i < 2; i++) {
      Recurrent recurrent = (Recurrent) ours.getLayer(i).conf().getLayer();
      assertThat(recurrent)
          .usingRecursiveComparison()
          .comparingOnlyFields(
              "iDropout",
              "weightInitFn",
              "weightInitFnRecurrent",
              "iUpdater",
              "biasUpdater",
              "regularization",
              "regularizationBias",
              "weightNoise",
              "gradientNormalization",
              "gradientNormalizationThreshold")
          .isEqualTo(lstm);
      assertThat(recurrent.getForgetBias()).isEqualTo(2);
    }
    assertThat(constrained(ours, 0)).containsExactly("RW");
    assertThat(constrained(ours, 1)).containsExactlyInAnyOrder("RW", "RWR");
  }

  @Test
  void configurationAndCountsAreKept() {
    MultiLayerConfiguration configuration = eachStep(lstm().build());
    configuration.setBackpropType(BackpropType.TruncatedBPTT);
    configuration.setTbpttFwdLength(3);
    configuration.setTbpttBackLength(3);
    configuration.setIterationCount(17);
    configuration.setEpochCount(5);
    MultiLayerNetwork stock = network(configuration);
    MultiLayerNetwork ours = StockLayers.converted(stock);
    assertThat(ours.getLayerWiseConfigurations())
        .usingRecursiveComparison()
        .ignoringFields("confs")
        .isEqualTo(configuration);
    assertThat(ours.getIterationCount()).isEqualTo(17);
    assertThat(ours.getEpochCount()).isEqualTo(5);
    assertThat(ours.getLayer(0).conf().getSeed()).isEqualTo(stock.getLayer(0).conf().getSeed());
  }

  @Test
  void doublesStayDoubles() {
    MultiLayerConfiguration configuration = eachStep(lstm().build());
    configuration.setDataType(DataType.DOUBLE);
    configuration.getConfs().forEach(layer -> layer.setDataType(DataType.DOUBLE));
    MultiLayerNetwork stock = network(configuration);
    MultiLayerNetwork ours = StockLayers.converted(stock);
    INDArray x = features().castTo(DataType.DOUBLE);
    assertThat(ours.params().dataType()).isEqualTo(DataType.DOUBLE);
    assertClose(ours.output(x), stock.output(x), 1e-12);
  }

  @Test
  void networksShareNothing() {
    MultiLayerNetwork stock =
        network(eachStep(lstm().build(), new Bidirectional(rnn(Activation.TANH).build())));
    INDArray x = features();
    INDArray before = stock.output(x).dup();
    MultiLayerNetwork ours = StockLayers.converted(stock);
    ours.setLearningRate(0.5);
    ours.fit(new DataSet(x, Nd4j.rand(BATCH, 1, TIME)));
    assertThat(stock.output(x)).isEqualTo(before);
    assertThat(stock.getLearningRate(0)).isEqualTo(0.01);
    assertThat(stock.getLearningRate(2)).isEqualTo(0.01);
  }

  @Test
  void convertedNetworkLearnsAndCanBeSaved(@TempDir Path folder) throws Exception {
    MultiLayerNetwork ours =
        StockLayers.converted(
            network(one(lstm().build(), new LastTimeStep(rnn(Activation.RELU).build()))));
    INDArray x = features();
    DataSet data = new DataSet(x, Nd4j.rand(BATCH, 1));
    double before = ours.score(data);
    for (int i = 0; i < 20; i++) {
      ours.fit(data);
    }
    assertThat(ours.score(data)).isLessThan(before);
    ModelSerializer.writeModel(ours, folder.resolve("model.zip").toFile(), true);
    MultiLayerNetwork restored =
        ModelSerializer.restoreMultiLayerNetwork(folder.resolve("model.zip").toFile());
    assertThat(restored.output(x)).isEqualTo(ours.output(x));
  }

  @Test
  void randomNumbersAreLeftAlone() {
    MultiLayerNetwork stock = network(eachStep(lstm().build()));
    Nd4j.getRandom().setSeed(3);
    INDArray expected = Nd4j.rand(4);
    Nd4j.getRandom().setSeed(3);
    StockLayers.converted(stock);
    assertThat(Nd4j.rand(4)).isEqualTo(expected);
  }

  private static List<String> constrained(MultiLayerNetwork network, int layer) {
    return network.getLayer(layer).conf().getLayer().getConstraints().stream()
        .flatMap(constraint -> constraint.getParams().stream())
        .toList();
  }

  /** One sequence of a batch without its padding. */
  private static INDArray counting(INDArray batch, int row) {
    int length = MASK.getRow(row).sumNumber().intValue();
    return batch.get(interval(row, row + 1), all(), interval(0, length)).dup();
  }
}
