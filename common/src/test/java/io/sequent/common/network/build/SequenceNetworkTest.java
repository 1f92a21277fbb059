package io.sequent.common.network.build;

import static io.sequent.common.network.build.TestNetworks.TIME;
import static io.sequent.common.network.build.TestNetworks.VOCABULARY;
import static io.sequent.common.network.build.TestNetworks.config;
import static io.sequent.common.network.build.TestNetworks.initialised;
import static io.sequent.common.network.build.TestNetworks.tags;
import static io.sequent.common.network.build.TestNetworks.tokens;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;
import static org.nd4j.linalg.indexing.NDArrayIndex.point;

import io.sequent.common.UserError;
import io.sequent.common.config.CommonSettings;
import io.sequent.common.config.Config;
import io.sequent.common.config.Setting;
import io.sequent.common.network.build.TokenInput.Encoder;
import io.sequent.common.network.crf.ForbiddenTransitions;
import io.sequent.common.network.crf.LinearChainCrf;
import io.sequent.common.network.layer.Dense;
import io.sequent.common.network.layer.convolution.SequenceConvolution;
import io.sequent.common.network.layer.convolution.WindowMaximum;
import io.sequent.common.network.layer.embedding.TokenEmbedding;
import io.sequent.common.network.layer.embedding.WeightedBag;
import io.sequent.common.network.layer.normalization.SequenceBatchNorm;
import io.sequent.common.network.layer.pooling.AttentionPooling;
import io.sequent.common.network.layer.pooling.Pooling;
import io.sequent.common.network.loss.ConsistentCrossEntropy;
import io.sequent.common.network.loss.Loss;
import io.sequent.common.network.recurrent.Recurrent;
import io.sequent.common.network.transformer.LayerNorm;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;

@ExtendWith(OneThread.class)
class SequenceNetworkTest {
  private static final Class<?> NORM = SequenceBatchNorm.class;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "dense=6,4 dense-dropout=0.2",
        "dense=6,4 dense-concat=true",
        "bidirectional=true layers=2",
        "bidirectional=top layers=2 embedding=4 passes=2 pass-activation=tanh"
      })
  void perStepOutputsOfAPaddedSequenceAreThoseOfTheSequenceAlone(String changes) {
    Config config = config(NetworkSettings.forEachToken(), "hidden=4 embedding=3 " + changes);
    MultiLayerNetwork network =
        initialised(SequenceNetwork.from(config).tokens(TokenInput.of(VOCABULARY)).perStep(3));
    INDArray ids = Nd4j.create(new float[][][] {{{0, 1, 2, 3, 4}}, {{6, 5, 5, 0, 0}}});
    INDArray mask = Nd4j.create(new float[][] {{1, 1, 1, 1, 1}, {1, 1, 1, 0, 0}});
    INDArray labels = Nd4j.zeros(2, 3, TIME);
    labels.get(all(), point(1), all()).assign(1);
    network.fit(new DataSet(ids, labels, mask, mask));
    INDArray padded = network.output(ids, false, mask, mask);
    INDArray alone = network.output(ids.get(interval(1, 2), all(), interval(0, 3)).dup());
    double difference =
        padded.get(interval(1, 2), all(), interval(0, 3)).sub(alone).amaxNumber().doubleValue();
    assertThat(difference).isLessThan(1e-6);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"dense=6,4", "layers=2", "embedding=4 passes=2", "dense=6,4 dense-concat=true"})
  void tokensOneByOneGiveTheOutputsOfTheWholeSequence(String changes) {
    Config config = config(NetworkSettings.forEachToken(), "hidden=4 embedding=3 " + changes);
    MultiLayerNetwork network =
        initialised(SequenceNetwork.from(config).tokens(TokenInput.of(VOCABULARY)).perStep(3));
    INDArray ids = Nd4j.create(new float[][][] {{{0, 1, 2, 3, 4}}});
    INDArray whole = network.output(ids);
    for (int t = 0; t < TIME; t++) {
      INDArray step = network.rnnTimeStep(ids.get(all(), all(), interval(t, t + 1)).dup());
      double difference =
          step.sub(whole.get(all(), all(), interval(t, t + 1))).amaxNumber().doubleValue();
      assertThat(difference).isLessThan(1e-6);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void embeddingIsLazyWhereTheSettingSaysSo(boolean lazy) {
    Config config = config(NetworkSettings.forEachToken(), "lazy-embedding=" + lazy);
    MultiLayerConfiguration network =
        SequenceNetwork.from(config).tokens(TokenInput.of(VOCABULARY)).perStep(2);
    assertThat(((TokenEmbedding) network.getConf(0).getLayer()).isLazyUpdates()).isEqualTo(lazy);
  }

  @Test
  void dropoutOfTheOutputIsThatOfTheLastDenseLayerWhereThereIsOne() {
    assertThat(outputDropout("output-dropout=0.3")).isEqualTo(new Dropout(0.7));
    assertThat(outputDropout("dense=4 dense-dropout=0.2")).isEqualTo(new Dropout(0.8));
    assertThat(outputDropout("dense-dropout=0.2")).isNull();
    assertThatThrownBy(() -> outputDropout("dense=4 output-dropout=0.3"))
        .isInstanceOf(UserError.class)
        .hasMessage(
            "setting 'output-dropout': 0.3, but there are dense layers; set dense-dropout instead");
  }

  private static @Nullable IDropout outputDropout(String changes) {
    Config config = config(NetworkSettings.forEachToken(), changes);
    List<NeuralNetConfiguration> layers =
        SequenceNetwork.from(config).tokens(TokenInput.of(VOCABULARY)).perStep(2).getConfs();
    return ((BaseLayer) layers.get(layers.size() - 1).getLayer()).getIDropout();
  }

  @Test
  void droppedTokensBecomeTheUnknownOne() {
    Config config = config(NetworkSettings.forEachToken(), "token-dropout=0.2");
    SequenceNetwork network = SequenceNetwork.from(config);
    TokenEmbedding embedding =
        (TokenEmbedding)
            network.tokens(TokenInput.of(VOCABULARY, 1)).perStep(2).getConf(0).getLayer();
    assertThat(embedding.getTokenDropout()).isEqualTo(0.2);
    assertThat(embedding.getUnknownToken()).isEqualTo(1);
    assertThatThrownBy(() -> network.tokens(TokenInput.of(VOCABULARY)))
        .isInstanceOf(UserError.class)
        .hasMessage(
            "setting 'token-dropout': 0.2, but the vocabulary has no unknown token, expected 0");
  }

  @Test
  void labelsAreSmoothedWhereTheSettingSaysSo() {
    assertThat(loss("")).isEqualTo(new LossMCXENT());
    assertThat(loss("label-smoothing=0.1")).isEqualTo(Loss.CROSS_ENTROPY.function(0, 0, 0.1));
    assertThat(loss("consistency=2")).isEqualTo(new ConsistentCrossEntropy(2, 0));
    assertThat(loss("consistency=2 label-smoothing=0.1"))
        .isEqualTo(new ConsistentCrossEntropy(2, 0.1));
  }

  private static ILossFunction loss(String changes) {
    List<NeuralNetConfiguration> layers = tokens(changes).getConfs();
    return ((OutputLayer) layers.get(layers.size() - 1).getLayer()).getLossFn();
  }

  @Test
  void stepsThatDoNotCountHaveNoSmoothedLabel() {
    Config config =
        config(NetworkSettings.forEachToken(), "hidden=4 embedding=3 label-smoothing=0.2");
    MultiLayerNetwork network =
        initialised(SequenceNetwork.from(config).tokens(TokenInput.of(VOCABULARY, 1)).perStep(3));
    INDArray ids = Nd4j.create(new float[][][] {{{6, 5, 5, 0, 0}}});
    INDArray mask = Nd4j.create(new float[][] {{1, 1, 1, 0, 0}});
    INDArray labels = Nd4j.zeros(1, 3, TIME);
    labels.get(all(), point(1), interval(0, 3)).assign(1);
    double sum = 0;
    INDArray output = network.output(ids, false, mask, mask);
    for (int t = 0; t < 3; t++) {
      for (int k = 0; k < 3; k++) {
        sum -= (k == 1 ? 0.8 + 0.2 / 3 : 0.2 / 3) * Math.log(output.getDouble(0, k, t));
      }
    }
    assertThat(network.score(new DataSet(ids, labels, mask, mask))).isCloseTo(sum, within(1e-5));
  }

  @Test
  void sameSeedGivesTheSameWeights() {
    Config config = config(NetworkSettings.forTokens(), "hidden=4 embedding=3");
    MultiLayerNetwork first =
        initialised(
            SequenceNetwork.from(config).tokens(TokenInput.of(VOCABULARY)).perSequence(2, 0));
    MultiLayerNetwork second =
        initialised(
            SequenceNetwork.from(config).tokens(TokenInput.of(VOCABULARY)).perSequence(2, 0));
    MultiLayerNetwork other =
        initialised(
            SequenceNetwork.from(config.with(CommonSettings.SEED, 7L))
                .tokens(TokenInput.of(VOCABULARY))
                .perSequence(2, 0));
    assertThat(first.params()).isEqualTo(second.params()).isNotEqualTo(other.params());
  }

  @Test
  void networkOfTheStocksHasTheirNumberOfParameters() {
    Config config = config(NetworkSettings.forValues(), "hidden=512 dense=256,128");
    // Keras counts 1,219,202 for LSTM 512, dense 256 and 128, two outputs.
    assertThat(initialised(SequenceNetwork.from(config).values(2).perSequence(2, 0)).numParams())
        .isEqualTo(1_219_202);
  }

  @Test
  void uppermostRecurrentLayerAloneReadsBackwards() {
    MultiLayerConfiguration network =
        tokens(
            "hidden=4 embedding=4 layers=3 bidirectional=top passes=2 pass-activation=tanh"
                + " pooling-activation=tanh dense=5,6 dense-concat=true");
    for (int layer = 1; layer <= 3; layer++) {
      Recurrent recurrent = (Recurrent) network.getConf(layer).getLayer();
      assertThat(recurrent.isBidirectional()).isEqualTo(layer == 3);
      assertThat(recurrent.getPasses()).isEqualTo(layer == 3 ? 1 : 2);
      assertThat(recurrent.getPassActivation()).isEqualTo(Activation.TANH.getActivationFunction());
    }
    assertThat(((ActivationLayer) network.getConf(5).getLayer()).getActivationFn())
        .isEqualTo(Activation.TANH.getActivationFunction());
    // Two directions of 4, then 5 and 6 beside them.
    assertThat(((OutputLayer) network.getConf(8).getLayer()).getNIn()).isEqualTo(2 * 4 + 5 + 6);
  }

  @Test
  void poolingStandsAloneUnlessItHasAnActivation() {
    assertThat(tokens("dense=5").getConfs())
        .hasSize(tokens("dense=5 pooling-activation=tanh").getConfs().size() - 1);
  }

  @Test
  void attentionIsAsLargeAsTheSettingSays() {
    assertThat(tokens("pooling=mean+attention attention-size=5").getConf(2).getLayer())
        .isInstanceOfSatisfying(
            AttentionPooling.class,
            pooling -> {
              assertThat(pooling.getSize()).isEqualTo(5);
              assertThat(pooling.getKinds()).containsExactly(Pooling.MEAN, Pooling.ATTENTION);
            });
    assertThat(tokens("pooling=mean attention-size=5")).isEqualTo(tokens("pooling=mean"));
  }

  @Test
  void tagsArePredictedAsAChainWhereTheSettingSaysSo() {
    ForbiddenTransitions forbidden = ForbiddenTransitions.iob2(List.of("O", "B-X", "I-X"));
    MultiLayerConfiguration network =
        tags("output=crf hidden=4 dense=5 dense-dropout=0.2", forbidden);
    assertThat(top(network))
        .isInstanceOfSatisfying(
            LinearChainCrf.class,
            crf -> {
              assertThat(crf.getNIn()).isEqualTo(5);
              assertThat(crf.getNOut()).isEqualTo(3);
              assertThat(crf.forbidden()).isEqualTo(forbidden);
              assertThat(crf.getIDropout()).isEqualTo(new Dropout(0.8));
            });
    assertThat(top(tags("output=softmax", forbidden))).isInstanceOf(RnnOutputLayer.class);
    assertThat(tags("", forbidden)).isEqualTo(tags("output=softmax", forbidden));
  }

  /** Deeplearning4j warns of a size of zero otherwise. */
  @Test
  void lossOfALinearModelKnowsItsNumberOfOutputs() {
    MultiLayerConfiguration linear =
        SequenceNetwork.from(config(NetworkSettings.forTokens(), ""))
            .bag(VOCABULARY, 3, ClassWeights.NONE);
    assertThat(linear.getConfs()).hasSize(2);
    assertThat(top(linear))
        .isInstanceOfSatisfying(LossLayer.class, loss -> assertThat(loss.getNOut()).isEqualTo(3));
  }

  @Test
  void layerNormalisationStandsBehindEachDenseLayer() {
    SequenceNetwork network =
        SequenceNetwork.from(
            config(NetworkSettings.forTokens(), "hidden=4 embedding=3 dense=6,4 layer-norm=true"));
    assertThat(types(network.bag(VOCABULARY, 3, ClassWeights.NONE)))
        .startsWith(WeightedBag.class, LayerNorm.class, Dense.class, LayerNorm.class)
        .hasSize(5);
    assertThat(types(network.tokens(TokenInput.of(VOCABULARY)).perSequence(2, 0)))
        .containsSubsequence(Dense.class, LayerNorm.class, Dense.class, LayerNorm.class);
  }

  private static List<Class<?>> types(MultiLayerConfiguration network) {
    List<Class<?>> types = new ArrayList<>();
    network.getConfs().forEach(layer -> types.add(layer.getLayer().getClass()));
    return types;
  }

  private static Layer top(MultiLayerConfiguration network) {
    return network.getConf(network.getConfs().size() - 1).getLayer();
  }

  @Test
  void hybridIsNormalisedOverTheBatchWhereTheSettingSaysSo() {
    List<Class<?>> plain =
        List.of(TokenEmbedding.class, SequenceConvolution.class, WindowMaximum.class);
    assertThat(hybrid("")).startsWith(plain.toArray(Class<?>[]::new)).doesNotContain(NORM);
    assertThat(hybrid("batch-norm=true layers=2"))
        .startsWith(plain.toArray(Class<?>[]::new))
        .endsWith(NORM, Recurrent.class, Recurrent.class, NORM);
  }

  private static List<Class<?>> hybrid(String changes) {
    List<Setting<?>> settings = new ArrayList<>(NetworkSettings.forTokens());
    settings.addAll(NetworkSettings.forEncoders());
    Config config = config(settings, "hidden=4 embedding=3 filters=2 " + changes);
    List<Class<?>> types =
        types(
            SequenceNetwork.from(config)
                .tokens(TokenInput.of(VOCABULARY, 1).withEncoder(Encoder.HYBRID, TIME))
                .perSequence(2, TIME));
    return types.subList(0, types.size() - 2); // Pooling and output
  }
}
