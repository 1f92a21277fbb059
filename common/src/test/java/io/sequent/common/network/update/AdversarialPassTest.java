package io.sequent.common.network.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.sequent.common.network.build.OneThread;
import io.sequent.common.network.layer.embedding.TokenEmbedding;
import io.sequent.common.network.layer.pooling.Pooling;
import io.sequent.common.network.layer.pooling.SequencePooling;
import java.util.List;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

@ExtendWith(OneThread.class)
class AdversarialPassTest {
  /** No id stands twice, so that a row of the table is one step of one text. */
  private static final double[][][] IDS = {{{1, 2, 3}}, {{4, 5, 0}}, {{6, 0, 0}}};

  private static final double[][] MASK = {{1, 1, 1}, {1, 1, 0}, {1, 0, 0}};
  private static final double[][] LABELS = {{1, 0}, {0, 1}, {1, 0}};
  private static final double SHARE = 0.1;

  @ParameterizedTest
  @EnumSource(
      value = DataType.class,
      names = {"FLOAT", "DOUBLE"})
  void vectorsOfEachTextMoveByTheShareOfTheirNormAlongTheGradient(DataType type) {
    MultiLayerNetwork network = network(SHARE, 0, type);
    INDArray ways = gradient(network(0, 0, type));
    INDArray still = vectors(network);
    INDArray offsets;
    AdversarialPass pass = AdversarialPass.of(network, batch(type));
    try {
      offsets = vectors(network).sub(still);
    } finally {
      pass.close();
    }
    for (int row = 0; row < IDS.length; row++) {
      double length = 0;
      double moved = 0;
      double along = 0;
      double steepness = 0;
      for (int t = 0; t < 3; t++) {
        INDArray offset = step(offsets, row, t);
        if (MASK[row][t] == 0) {
          assertThat(offset.amaxNumber().doubleValue()).isZero();
        } else {
          INDArray way = ways.getRow((long) IDS[row][0][t]).dup();
          length += square(step(still, row, t));
          moved += square(offset);
          steepness += square(way);
          along += offset.mul(way).sumNumber().doubleValue();
        }
      }
      assertThat(Math.sqrt(moved)).isCloseTo(SHARE * Math.sqrt(length), within(1e-6));
      assertThat(along).isCloseTo(Math.sqrt(moved * steepness), within(1e-6));
    }
  }

  /** Floats go by the training step's own pass, doubles by Deeplearning4j's. */
  @ParameterizedTest
  @EnumSource(
      value = DataType.class,
      names = {"FLOAT", "DOUBLE"})
  void updateIsThatOfTheMovedText(DataType type) {
    MultiLayerNetwork network = network(SHARE, 0, type);
    INDArray before = network.params().dup();
    MultiLayerNetwork there = network(0, 0, type);
    INDArray table = there.getLayer(0).getParam("W");
    AdversarialPass pass = AdversarialPass.of(network, batch(type));
    try {
      INDArray moved = vectors(network);
      for (int row = 0; row < IDS.length; row++) {
        for (int t = 0; t < 3 && MASK[row][t] != 0; t++) {
          table.putRow((long) IDS[row][0][t], step(moved, row, t));
        }
      }
    } finally {
      pass.close();
    }
    INDArray from = there.params().dup();
    double scoreThere = new TrainingStep(there).fit(batch(type));
    double score = new TrainingStep(network).fit(batch(type));
    assertThat(score).isCloseTo(scoreThere, within(1e-6));
    assertThat(score).isGreaterThan(new TrainingStep(network(0, 0, type)).fit(batch(type)) + 1e-4);
    INDArray expected = before.add(there.params().sub(from));
    assertThat(network.params().sub(expected).amaxNumber().doubleValue()).isLessThan(1e-6);
    assertThat(expected.sub(before).amaxNumber().doubleValue()).isGreaterThan(1e-3);
  }

  @Test
  void bothPassesDropTheSame() {
    MultiLayerNetwork network = network(SHARE, 0.5, DataType.FLOAT);
    DataSet batch = batch(DataType.FLOAT);
    INDArray dropped;
    INDArray moved;
    Nd4j.getRandom().setSeed(7);
    AdversarialPass pass = AdversarialPass.of(network, batch);
    try {
      moved = vectors(network);
    } finally {
      pass.close();
    }
    Nd4j.getRandom().setSeed(7);
    Nd4j.getRandom().setSeed(Nd4j.getRandom().nextLong());
    dropped = vectors(network);
    assertThat(moved.eq(0)).isEqualTo(dropped.eq(0));
    assertThat(moved).isNotEqualTo(dropped);
    assertThat(step(dropped, 0, 0).eq(0).castTo(DataType.INT32).sumNumber().intValue())
        .isBetween(1, 31);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, SHARE})
  void nothingIsMovedOutsideOfTheStep(double share) {
    MultiLayerNetwork network = network(share, 0, DataType.FLOAT);
    INDArray still = vectors(network);
    AdversarialPass pass = AdversarialPass.of(network, batch(DataType.FLOAT));
    try {
      assertThat(vectors(network).equals(still)).isEqualTo(share == 0);
      assertThat(network.feedForward(Nd4j.create(IDS), false).get(1)).isEqualTo(still);
    } finally {
      pass.close();
    }
    assertThat(vectors(network)).isEqualTo(still);
  }

  @Test
  void withoutAShareNoRandomNumberIsDrawn() {
    MultiLayerNetwork network = network(0, 0, DataType.FLOAT);
    Nd4j.getRandom().setSeed(5);
    int next = Nd4j.getRandom().nextInt();
    Nd4j.getRandom().setSeed(5);
    AdversarialPass.of(network, batch(DataType.FLOAT)).close();
    assertThat(Nd4j.getRandom().nextInt()).isEqualTo(next);
  }

  @Test
  void jsonKeepsTheShareAndOldFilesHaveNone() {
    MultiLayerConfiguration conf = network(SHARE, 0, DataType.FLOAT).getLayerWiseConfigurations();
    assertThat(embedding(conf.toJson()).getAdversarial()).isEqualTo(SHARE);
    String old = conf.toJson().replaceAll("\"adversarial\" : [0-9.]+,?", "");
    assertThat(embedding(old)).isNotEqualTo(embedding(conf.toJson()));
    assertThat(embedding(old).getAdversarial()).isZero();
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, Double.NaN, Double.POSITIVE_INFINITY})
  void whatIsNoShareIsRefused(double share) {
    TokenEmbedding.Builder builder = new TokenEmbedding.Builder(4, 2);
    assertThatThrownBy(() -> builder.adversarial(share))
        .hasMessage("adversarial share " + share + ", expected a number from 0");
  }

  private static TokenEmbedding embedding(String json) {
    return (TokenEmbedding) MultiLayerConfiguration.fromJson(json).getConf(0).getLayer();
  }

  private static INDArray gradient(MultiLayerNetwork network) {
    DataSet batch = batch(network.params().dataType());
    network.setInput(batch.getFeatures());
    network.setLabels(batch.getLabels());
    network.setLayerMaskArrays(batch.getFeaturesMaskArray(), null);
    network.computeGradientAndScore();
    return network.gradient().getGradientFor("0_W").dup();
  }

  /** What a training pass gets, shape [batch, size, time]. */
  private static INDArray vectors(MultiLayerNetwork network) {
    DataSet batch = batch(network.params().dataType());
    network.setLayerMaskArrays(batch.getFeaturesMaskArray(), null);
    INDArray vectors = network.feedForward(batch.getFeatures(), true).get(1).dup('c');
    network.clearLayerMaskArrays();
    return vectors;
  }

  private static INDArray step(INDArray vectors, int row, int t) {
    double[] step = new double[(int) vectors.size(1)];
    for (int i = 0; i < step.length; i++) {
      step[i] = vectors.getDouble(row, i, t);
    }
    return Nd4j.create(step).castTo(vectors.dataType());
  }

  private static double square(INDArray vector) {
    return vector.mul(vector).sumNumber().doubleValue();
  }

  private static DataSet batch(DataType type) {
    return new DataSet(
        Nd4j.create(IDS).castTo(type),
        Nd4j.create(LABELS).castTo(type),
        Nd4j.create(MASK).castTo(type),
        null);
  }

  private static MultiLayerNetwork network(double share, double channelDropout, DataType type) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(5)
                .dataType(type)
                .updater(new Sgd(0.1))
                .list()
                .layer(
                    new TokenEmbedding.Builder(7, 32)
                        .lazyUpdates(true)
                        .channelDropout(channelDropout)
                        .adversarial(share)
                        .build())
                .layer(new SequencePooling(List.of(Pooling.MEAN), 0))
                .layer(
                    new OutputLayer.Builder(LossFunction.MCXENT)
                        .nOut(2)
                        .activation(Activation.SOFTMAX)
                        .build())
                .setInputType(InputType.recurrent(1))
                .build());
    network.init();
    return network;
  }
}
