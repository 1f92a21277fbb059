package io.sequent.common.network.layer.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.sequent.common.network.build.OneThread;
import io.sequent.common.network.update.TrainingStep;
import java.util.List;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
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
class TokenBagTest {
  private static final TokenBag PAIR = new TokenBag(2, 6, 2, 0);
  private static final TokenBag SINGLE = new TokenBag(1, 4, 1, 0);

  /** Shape [batch 2, channels 1 + 2 + 1, time 3]. */
  private static final INDArray IDS =
      Nd4j.create(
          new float[][][] {
            {{3, 1, 4}, {1, 5, 0}, {2, 0, 0}, {3, 0, 1}},
            {{2, 2, 0}, {5, 4, 0}, {5, 1, 0}, {0, 2, 0}}
          });

  private static final INDArray MASK = Nd4j.create(new float[][] {{1, 1, 1}, {1, 1, 0}});

  @ParameterizedTest
  @EnumSource(
      value = DataType.class,
      names = {"FLOAT", "DOUBLE"})
  void outputIsTheVectorOfTheTokenAndTheMeanOfEachBag(DataType type) {
    MultiLayerNetwork network = network(type, true, PAIR, SINGLE);
    INDArray vectors = network.feedForward(IDS.castTo(type), false).get(1);
    assertThat(vectors.shape()).containsExactly(2, 3 + 2 + 1, 3);

    INDArray tokens = network.getLayer(0).getParam("W");
    INDArray pairs = network.getLayer(0).getParam("B0");
    INDArray singles = network.getLayer(0).getParam("B1");
    assertThat(pairs.shape()).containsExactly(6, 2);
    assertColumns(
        vectors, 0, 0, tokens.getRow(3), pairs.getRow(1).add(pairs.getRow(2)).div(2), singles, 3);
    assertColumns(vectors, 0, 1, tokens.getRow(1), pairs.getRow(5), singles, 0);
    assertColumns(vectors, 0, 2, tokens.getRow(4), Nd4j.zeros(type, 2), singles, 1);
    assertColumns(vectors, 1, 0, tokens.getRow(2), pairs.getRow(5), singles, 0);
  }

  /** An entry that stands for none is not the first row of its table, but nothing. */
  private static void assertColumns(
      INDArray vectors,
      int row,
      int step,
      INDArray token,
      INDArray pair,
      INDArray singles,
      int single) {
    double[] expected = new double[6];
    System.arraycopy(token.toDoubleVector(), 0, expected, 0, 3);
    System.arraycopy(pair.toDoubleVector(), 0, expected, 3, 2);
    expected[5] = single == 0 ? 0 : singles.getDouble(single, 0);
    for (int i = 0; i < expected.length; i++) {
      assertThat(vectors.getDouble(row, i, step)).isCloseTo(expected[i], within(1e-6));
    }
  }

  @Test
  void floatsHaveTheGradientsOfDoubles() {
    MultiLayerNetwork floats = network(DataType.FLOAT, false, PAIR, SINGLE);
    MultiLayerNetwork doubles = network(DataType.DOUBLE, false, PAIR, SINGLE);
    doubles.setParams(floats.params().castTo(DataType.DOUBLE));
    INDArray gradient = gradient(floats);
    assertThat(gradient.castTo(DataType.DOUBLE).equalsWithEps(gradient(doubles), 1e-6)).isTrue();
    assertThat(gradient.amaxNumber().doubleValue()).isGreaterThan(1e-3);
  }

  private static INDArray gradient(MultiLayerNetwork network) {
    DataType type = network.params().dataType();
    network.setInput(IDS.castTo(type));
    network.setLabels(Nd4j.ones(type, 2, 1));
    network.setLayerMaskArrays(MASK.castTo(type), null);
    network.computeGradientAndScore();
    return network.gradient().gradient();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void trainingStepUpdatesWhatWasLookedUp(boolean lazy) {
    MultiLayerNetwork network = network(DataType.FLOAT, lazy, PAIR, SINGLE);
    MultiLayerNetwork reference = network(DataType.FLOAT, lazy, PAIR, SINGLE);
    INDArray before = network.getLayer(0).getParam("B0").dup();
    TrainingStep step = new TrainingStep(network);
    DataSet data = new DataSet(IDS, Nd4j.ones(2, 1), MASK, null);
    step.fit(data);
    reference.fit(data);
    assertThat(network.params().equalsWithEps(reference.params(), 1e-6)).isTrue();

    INDArray after = network.getLayer(0).getParam("B0");
    TokenEmbeddingLayer layer = (TokenEmbeddingLayer) network.getLayer(0);
    assertThat(layer.touchedRows("B0")).containsExactly(1, 2, 4, 5);
    assertThat(layer.touchedRows("B1")).containsExactly(1, 2, 3);
    assertThat(after.getRow(3)).isEqualTo(before.getRow(3));
    assertThat(after.getRow(5)).isNotEqualTo(before.getRow(5));
  }

  @Test
  void dropoutLeavesEntriesOutInTrainingAlone() {
    TokenBag dropping = new TokenBag(1, 4, 1, 0.4);
    MultiLayerNetwork network = network(DataType.FLOAT, false, dropping);
    INDArray ids =
        Nd4j.concat(1, Nd4j.ones(20, 1, 100), Nd4j.valueArrayOf(new long[] {20, 1, 100}, 2f));
    INDArray column = network.feedForward(ids, true).get(1).tensorAlongDimension(3, 0, 2);
    double shareLeft = column.neq(0).castTo(DataType.DOUBLE).meanNumber().doubleValue();
    assertThat(shareLeft).isCloseTo(0.6, within(0.05));
    INDArray whole = network.feedForward(ids, false).get(1).tensorAlongDimension(3, 0, 2);
    assertThat(whole.eq(0).any()).isFalse();
  }

  @Test
  void jsonKeepsTheBagsAndOldFilesHaveNone() {
    MultiLayerConfiguration conf =
        network(DataType.FLOAT, false, PAIR, SINGLE).getLayerWiseConfigurations();
    TokenEmbedding read = embedding(conf.toJson());
    assertThat(read).isEqualTo(conf.getConf(0).getLayer());
    assertThat(read.getBags()).containsExactly(PAIR, SINGLE);

    MultiLayerConfiguration plain = network(DataType.FLOAT, false).getLayerWiseConfigurations();
    String old = plain.toJson().replaceAll("\"bags\" : \\[ \\],?", "");
    assertThat(old).doesNotContain("bags");
    assertThat(embedding(old)).isEqualTo(plain.getConf(0).getLayer());
  }

  @Test
  void idsThatDoNotFitAreRefused() {
    MultiLayerNetwork network = network(DataType.FLOAT, false, PAIR);
    assertThatThrownBy(() -> network.output(IDS))
        .hasMessageContaining("token ids must have the shape [batch, 3, time]");
    INDArray large = Nd4j.create(new float[][][] {{{1}, {6}, {0}}});
    assertThatThrownBy(() -> network.output(large))
        .hasMessageContaining("id of a bag 6 outside of the vocabulary of 6");
    assertThatThrownBy(() -> new TokenBag(0, 6, 2, 0)).hasMessageContaining("0 channels");
    assertThatThrownBy(() -> new TokenBag(1, 6, 2, 1)).hasMessageContaining("dropout 1.0");
  }

  private static TokenEmbedding embedding(String json) {
    return (TokenEmbedding) MultiLayerConfiguration.fromJson(json).getConf(0).getLayer();
  }

  private static MultiLayerNetwork network(DataType type, boolean lazy, TokenBag... bags) {
    return PooledEmbedding.network(
        type, new TokenEmbedding.Builder(5, 3).bags(List.of(bags)).lazyUpdates(lazy).build());
  }
}
