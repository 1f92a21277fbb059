package io.sequent.common.network.layer.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.sequent.common.network.build.OneThread;
import io.sequent.common.network.update.TrainingStep;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

@ExtendWith(OneThread.class)
class TokenDropoutTest {
  private static final int VOCABULARY = 30;
  private static final int UNKNOWN = 1;

  @Test
  void asManyTokensBecomeUnknownAsWereAskedFor() {
    MultiLayerNetwork network = network(0.3, false, DataType.FLOAT);
    INDArray seen = seen(network, Nd4j.valueArrayOf(new long[] {20, 1, 500}, 3.0), true, null);
    assertThat(share(seen, UNKNOWN)).isCloseTo(0.3, within(0.02));
    assertThat(share(seen, 3)).isCloseTo(0.7, within(0.02));
  }

  @Test
  void stepsThatDoNotCountAreLeftAlone() {
    MultiLayerNetwork network = network(0.9, false, DataType.FLOAT);
    INDArray mask = Nd4j.zeros(40, 4);
    for (int row = 0; row < 40; row++) {
      mask.putScalar(row, row % 4, 1);
    }
    INDArray seen = seen(network, Nd4j.valueArrayOf(new long[] {40, 1, 4}, 3.0), true, mask);
    int dropped = 0;
    for (int row = 0; row < 40; row++) {
      for (int t = 0; t < 4; t++) {
        if (t != row % 4) {
          assertThat(seen.getInt(row, 0, t)).isEqualTo(3);
        } else if (seen.getInt(row, 0, t) == UNKNOWN) {
          dropped++;
        }
      }
    }
    assertThat(dropped).isBetween(25, 40);
  }

  @Test
  void inferenceReadsEveryToken() {
    MultiLayerNetwork network = network(0.9, false, DataType.FLOAT);
    INDArray ids = ids();
    network.fit(new DataSet(ids, Nd4j.ones(ids.size(0), 1)));
    assertThat(seen(network, ids, false, null)).isEqualTo(ids);
    assertThat(network.output(ids))
        .isEqualTo(sameWeights(network, 0, false, DataType.FLOAT).output(ids));
  }

  @ParameterizedTest
  @EnumSource(
      value = DataType.class,
      names = {"FLOAT", "DOUBLE"})
  void gradientIsThatOfTheTokensLookedUp(DataType type) {
    MultiLayerNetwork network = network(0.5, false, type);
    INDArray seen = seenWithSeed(network, 5);
    INDArray gradient = gradient(network, ids().castTo(type));
    MultiLayerNetwork plain = sameWeights(network, 0, false, type);
    assertThat(gradient).isEqualTo(gradient(plain, seen));
    assertThat(gradient.getRow(UNKNOWN).amaxNumber().doubleValue()).isGreaterThan(1e-6);
    assertThat(gradient).isNotEqualTo(gradient(plain, ids().castTo(type)));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void trainingStepUpdatesTheTokensLookedUp(boolean lazy) {
    MultiLayerNetwork network = network(0.5, lazy, DataType.FLOAT);
    MultiLayerNetwork plain = sameWeights(network, 0, lazy, DataType.FLOAT);
    TrainingStep step = new TrainingStep(network);
    TrainingStep plainStep = new TrainingStep(plain);
    INDArray labels = Nd4j.ones(ids().size(0), 1);
    for (int seed = 5; seed < 8; seed++) {
      INDArray seen = seenWithSeed(network, seed);
      step.fit(new DataSet(ids(), labels));
      plainStep.fit(new DataSet(seen, labels));
      assertThat(((TokenEmbeddingLayer) network.getLayer(0)).touchedRows("W"))
          .isEqualTo(((TokenEmbeddingLayer) plain.getLayer(0)).touchedRows("W"))
          .contains(UNKNOWN);
    }
    assertThat(network.params()).isEqualTo(plain.params());
  }

  @Test
  void sameSeedDropsTheSameTokens() {
    MultiLayerNetwork network = network(0.5, false, DataType.FLOAT);
    INDArray first = seenWithSeed(network, 5);
    assertThat(seenWithSeed(network, 5)).isEqualTo(first);
    assertThat(seenWithSeed(network, 6)).isNotEqualTo(first);
  }

  @Test
  void noDropoutDrawsNoRandomNumber() {
    MultiLayerNetwork network = network(0, false, DataType.FLOAT);
    Nd4j.getRandom().setSeed(5);
    int next = Nd4j.getRandom().nextInt();
    assertThat(seenWithSeed(network, 5)).isEqualTo(ids());
    network.feedForward(ids(), true);
    assertThat(Nd4j.getRandom().nextInt()).isEqualTo(next);
  }

  @Test
  void jsonKeepsTheDropoutAndOldFilesHaveNone() {
    MultiLayerConfiguration conf =
        network(0.25, false, DataType.FLOAT).getLayerWiseConfigurations();
    TokenEmbedding read = embedding(conf.toJson());
    assertThat(read).isEqualTo(conf.getConf(0).getLayer());
    assertThat(read.getTokenDropout()).isEqualTo(0.25);
    assertThat(read.getUnknownToken()).isEqualTo(UNKNOWN);

    MultiLayerConfiguration plain = network(0, false, DataType.FLOAT).getLayerWiseConfigurations();
    String old = conf.toJson().replaceAll("\"(tokenDropout|unknownToken)\" : [0-9.]+,?", "");
    assertThat(old).doesNotContain("tokenDropout", "unknownToken");
    assertThat(embedding(old)).isEqualTo(plain.getConf(0).getLayer()).isNotEqualTo(read);
  }

  @Test
  void whatIsOutOfRangeIsRefused() {
    TokenEmbedding.Builder builder = new TokenEmbedding.Builder(4, 2);
    assertThatThrownBy(() -> builder.tokenDropout(1, 1)).hasMessageContaining("token dropout 1.0");
    assertThatThrownBy(() -> builder.tokenDropout(0.1, 4))
        .hasMessage("unknown token 4 outside of the vocabulary of 4");
    assertThatThrownBy(() -> builder.channelDropout(-0.1))
        .hasMessage("channel dropout -0.1, expected from 0 to less than 1");
  }

  private static TokenEmbedding embedding(String json) {
    return (TokenEmbedding) MultiLayerConfiguration.fromJson(json).getConf(0).getLayer();
  }

  /** The ids that the next training pass behind the seed looks up; the seed is set again. */
  private static INDArray seenWithSeed(MultiLayerNetwork network, long seed) {
    Nd4j.getRandom().setSeed(seed);
    INDArray seen = seen(network, ids().castTo(network.params().dataType()), true, null);
    Nd4j.getRandom().setSeed(seed);
    return seen;
  }

  /** The ids whose vectors a forward pass gave; vectors differ in their first number. */
  private static INDArray seen(
      MultiLayerNetwork network, INDArray ids, boolean training, @Nullable INDArray mask) {
    network.setLayerMaskArrays(mask, null);
    INDArray vectors = network.feedForward(ids, training).get(1);
    network.clearLayerMaskArrays();
    INDArray weights = network.getLayer(0).getParam("W");
    INDArray seen = ids.like();
    for (int row = 0; row < ids.size(0); row++) {
      for (int t = 0; t < ids.size(2); t++) {
        int id = 0;
        while (weights.getDouble(id, 0) != vectors.getDouble(row, 0, t)) {
          id++;
        }
        seen.putScalar(row, 0, t, id);
      }
    }
    return seen;
  }

  private static double share(INDArray seen, int id) {
    return seen.eq(id).castTo(DataType.DOUBLE).meanNumber().doubleValue();
  }

  private static INDArray gradient(MultiLayerNetwork network, INDArray ids) {
    network.setInput(ids);
    network.setLabels(Nd4j.ones(ids.dataType(), ids.size(0), 1));
    network.computeGradientAndScore();
    return network.gradient().getGradientFor("0_W").dup();
  }

  private static INDArray ids() {
    INDArray ids = Nd4j.zeros(4, 1, 5);
    for (int row = 0; row < 4; row++) {
      for (int t = 0; t < 5; t++) {
        ids.putScalar(row, 0, t, 2 + (row * 5 + t) % 7);
      }
    }
    return ids;
  }

  private static MultiLayerNetwork sameWeights(
      MultiLayerNetwork network, double dropout, boolean lazy, DataType type) {
    MultiLayerNetwork same = network(dropout, lazy, type);
    same.setParams(network.params());
    return same;
  }

  private static MultiLayerNetwork network(double dropout, boolean lazy, DataType type) {
    return PooledEmbedding.network(
        type,
        new TokenEmbedding.Builder(VOCABULARY, 3)
            .lazyUpdates(lazy)
            .tokenDropout(dropout, UNKNOWN)
            .build());
  }
}
