package io.sequent.common.network.update;

import static org.assertj.core.api.Assertions.assertThat;

import io.sequent.common.network.build.OneThread;
import io.sequent.common.network.layer.embedding.TokenEmbedding;
import io.sequent.common.network.layer.embedding.TokenEmbeddingLayer;
import io.sequent.common.network.layer.pooling.Pooling;
import io.sequent.common.network.layer.pooling.SequencePooling;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.config.AdaGrad;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

@ExtendWith(OneThread.class)
class LazyUpdatesTest {
  private static final int VOCABULARY = 6;
  private static final int SIZE = 5;
  private static final int EMBEDDING = VOCABULARY * SIZE;
  private static final int[][] SOME = {{1, 2, 2}, {4, 1, 1}};
  private static final int[][] OTHERS = {{0, 0, 2}, {5, 2, 0}};
  private static final int[][] ALL = {{0, 1, 2}, {3, 4, 5}};

  static Stream<IUpdater> sparseByNature() {
    return Stream.of(new AdaGrad(0.1), new Sgd(0.1));
  }

  @ParameterizedTest
  @MethodSource("sparseByNature")
  void adaGradAndSgdAreTheSameLazyOrNot(IUpdater updater) {
    MultiLayerNetwork expected = network(false, b -> b.updater(updater.clone()));
    MultiLayerNetwork dense = network(false, b -> b.updater(updater.clone()));
    MultiLayerNetwork lazy = network(true, b -> b.updater(updater.clone()));
    for (int[][] ids : List.of(SOME, OTHERS, SOME, ALL)) {
      expected.fit(data(ids));
      new TrainingStep(dense).fit(data(ids));
      new TrainingStep(lazy).fit(data(ids));
    }
    assertThat(dense.params()).isEqualTo(lazy.params());
    assertThat(dense.params().sub(expected.params()).amaxNumber().doubleValue()).isLessThan(1e-6);
  }

  static Stream<IUpdater> withMoments() {
    return Stream.of(new Adam(0.1), new RmsProp(0.1));
  }

  @ParameterizedTest
  @MethodSource("withMoments")
  void lazyIsDenseWhereEveryVectorIsInEveryBatch(IUpdater updater) {
    MultiLayerNetwork dense =
        network(false, b -> b.updater(updater.clone()).weightDecay(0.1, true));
    MultiLayerNetwork lazy = network(true, b -> b.updater(updater.clone()).weightDecay(0.1, true));
    for (int i = 0; i < 3; i++) {
      new TrainingStep(dense).fit(data(ALL));
      new TrainingStep(lazy).fit(data(ALL));
    }
    assertThat(lazy.params()).isEqualTo(dense.params());
    assertThat(lazy.updaterState()).isEqualTo(dense.updaterState());
  }

  @ParameterizedTest
  @MethodSource("withMoments")
  void otherVectorsAndTheirMomentsStandStill(IUpdater updater) {
    MultiLayerNetwork network =
        network(true, b -> b.updater(updater).weightDecay(0.1, true).l1(0.1));
    TrainingStep step = new TrainingStep(network);
    step.fit(data(ALL));
    INDArray parameters = network.params().dup();
    INDArray state = network.updaterState().dup();
    step.fit(data(SOME));
    for (int row = 0; row < VOCABULARY; row++) {
      boolean touched = row == 1 || row == 2 || row == 4;
      assertThat(row(network.params(), row).equals(row(parameters, row))).isEqualTo(!touched);
      // The first moments of all parameters, embedding first, stand first.
      assertThat(row(network.updaterState(), row).equals(row(state, row))).isEqualTo(!touched);
      if (updater instanceof Adam) {
        assertThat(row(half(network.updaterState()), row).equals(row(half(state), row)))
            .isEqualTo(!touched);
      }
    }
    assertThat(network.getLayer(2).params())
        .isNotEqualTo(
            parameters.ravel().get(NDArrayIndex.interval(EMBEDDING, parameters.length())));
  }

  @Test
  void denseMomentsMoveOnWithoutLaziness() {
    MultiLayerNetwork network = network(false, b -> b.updater(new Adam(0.1)));
    TrainingStep step = new TrainingStep(network);
    step.fit(data(ALL));
    INDArray before = row(network.params(), 0).dup();
    step.fit(data(SOME));
    assertThat(row(network.params(), 0)).isNotEqualTo(before);
  }

  @Test
  void normIsThatOfTheWholeGradient() {
    Consumer<NeuralNetConfiguration.Builder> clipped =
        b ->
            b.updater(new Sgd(1))
                .gradientNormalization(GradientNormalization.ClipL2PerLayer)
                .gradientNormalizationThreshold(1e-3);
    MultiLayerNetwork lazy = network(true, clipped);
    MultiLayerNetwork expected = network(false, clipped);
    TrainingStep step = new TrainingStep(lazy);
    INDArray before = lazy.getLayer(0).params().dup();
    for (int[][] ids : List.of(SOME, OTHERS)) {
      step.fit(data(ids));
      expected.fit(data(ids));
    }
    assertThat(lazy.params().sub(expected.params()).amaxNumber().doubleValue()).isLessThan(1e-7);
    assertThat(before.sub(lazy.getLayer(0).params()).norm2Number().doubleValue())
        .isBetween(1e-4, 2.001e-3);
  }

  @Test
  void gradientIsZeroButForTheVectorsOfTheLastBatch() {
    MultiLayerNetwork network = network(true, b -> b.updater(new Adam(0.1)));
    TokenEmbeddingLayer embedding = (TokenEmbeddingLayer) network.getLayer(0);
    TrainingStep step = new TrainingStep(network);
    for (int[][] ids : List.of(SOME, OTHERS, ALL, SOME)) {
      MultiLayerNetwork fresh = network.clone();
      step.fit(data(ids));
      fresh.setInput(data(ids).getFeatures());
      fresh.setLabels(data(ids).getLabels());
      fresh.computeGradientAndScore();
      assertThat(network.gradient().gradient()).isEqualTo(fresh.gradient().gradient());
    }
    assertThat(embedding.touchedRows("W")).containsExactly(1, 2, 4);
    network.fit(data(OTHERS));
    assertThat(embedding.touchedRows("W")).isNull();
    step.fit(data(SOME));
    assertThat(embedding.touchedRows("W")).containsExactly(1, 2, 4);
    assertThat(row(network.gradient().gradient(), 5).amaxNumber().doubleValue()).isZero();
  }

  private static INDArray row(INDArray all, int row) {
    return all.ravel().get(NDArrayIndex.interval(row * SIZE, (row + 1) * SIZE));
  }

  private static INDArray half(INDArray state) {
    return state.ravel().get(NDArrayIndex.interval(state.length() / 2, state.length()));
  }

  private static MultiLayerNetwork network(
      boolean lazy, Consumer<NeuralNetConfiguration.Builder> option) {
    NeuralNetConfiguration.Builder builder = new NeuralNetConfiguration.Builder().seed(5);
    option.accept(builder);
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            builder
                .list()
                .layer(new TokenEmbedding.Builder(VOCABULARY, SIZE).lazyUpdates(lazy).build())
                .layer(new SequencePooling(List.of(Pooling.MEAN), 0))
                .layer(
                    new OutputLayer.Builder(LossFunction.MSE)
                        .nOut(1)
                        .activation(Activation.IDENTITY)
                        .build())
                .setInputType(InputType.recurrent(1))
                .build());
    network.init();
    return network;
  }

  private static DataSet data(int[][] ids) {
    INDArray features = Nd4j.zeros(ids.length, 1, ids[0].length);
    for (int b = 0; b < ids.length; b++) {
      for (int t = 0; t < ids[b].length; t++) {
        features.putScalar(b, 0, t, ids[b][t]);
      }
    }
    return new DataSet(features, Nd4j.createFromArray(new float[][] {{1}, {-1}}));
  }
}
