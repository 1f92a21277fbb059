package io.sequent.common.network.build;

import static io.sequent.common.network.build.TestNetworks.TIME;
import static io.sequent.common.network.build.TestNetworks.VOCABULARY;
import static io.sequent.common.network.build.TestNetworks.config;
import static io.sequent.common.network.build.TestNetworks.initialised;
import static org.assertj.core.api.Assertions.assertThat;

import io.sequent.common.UserError;
import io.sequent.common.config.Config;
import io.sequent.common.config.Setting;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** Each option of a network has its effect, and the network learns with it. */
@ExtendWith(OneThread.class)
class NetworkOptionsTest {
  private static final String TOKENS = "hidden=4 embedding=3 ";
  private static final String VALUES = "hidden=4 dense=3 ";

  private static final List<String> TOKEN_OPTIONS =
      List.of(
          "pooling=max",
          "pooling=mean",
          "pooling=last",
          "pooling=flatten",
          "pooling=flatten+mean+max",
          "pooling=attention attention-size=3",
          "pooling=flatten+attention+max",
          "cell=rnn layers=2 dropout=0.3",
          "cell=gru bidirectional=true layers=2 dropout=0.3 recurrent-dropout=0.2",
          "cell=rnn-relu layers=2",
          "bidirectional=top layers=3 dropout=0.3",
          "passes=3 embedding=4 recurrent-dropout=0.2",
          "passes=2 pass-activation=tanh embedding=4 bidirectional=top layers=2",
          "weight-dropout=0.3",
          "recurrent-concat=true",
          "pooling-activation=tanh pooling=max+mean",
          "dense=6,4 dense-concat=true dense-dropout=0.5",
          "dense=6,4 layer-norm=true dense-dropout=0.5",
          "embedding-dropout=0.4 dense=6,4 activation=tanh dense-dropout=0.5",
          "dense=6,4 batch-norm=true dense-dropout=0.5",
          "output-dropout=0.2",
          "l1=0.001 l2=0.001",
          "lazy-embedding=true",
          "token-dropout=0.5",
          "adversarial=0.1",
          "label-smoothing=0.1",
          "consistency=1",
          "loss=kl-divergence",
          "loss=focal focal-gamma=1",
          "hidden=5",
          "optimizer=adamw weight-decay=0.1",
          "optimizer=nesterovs momentum=0.5 learning-rate=0.01",
          "gradient-clipping=norm clip-threshold=0.1",
          "gradient-clipping=value clip-threshold=0.1");

  private static final List<String> VALUE_OPTIONS =
      List.of(
          "loss=mse",
          "loss=mae",
          "loss=mape",
          "loss=huber huber-delta=2",
          "passes=2 hidden=2",
          "pooling-activation=tanh dense=3,2 dense-concat=true",
          "pooling=last+attention",
          "input-dropout=0.1");

  @ParameterizedTest
  @FieldSource("TOKEN_OPTIONS")
  void everyOptionOfTokenNetworksLearns(String changes) {
    MultiLayerNetwork network = initialised(tokenNetwork(changes));
    assertThat(network.summary()).contains("Recurrent");
    INDArray ids = Nd4j.create(new float[][][] {{{0, 1, 2, 3, 4}}, {{6, 5, 5, 0, 0}}});
    INDArray mask = Nd4j.create(new float[][] {{1, 1, 1, 1, 1}, {1, 1, 1, 0, 0}});
    DataSet data = new DataSet(ids, Nd4j.eye(2), mask, null);
    network.fit(data);
    assertThat(network.score(data)).isFinite();
    INDArray sums = network.output(ids, false, mask, null).sum(1);
    assertThat(sums.sub(1).amaxNumber().doubleValue()).isLessThan(1e-5);
  }

  @ParameterizedTest
  @FieldSource("TOKEN_OPTIONS")
  void everyOptionOfTokenNetworksChangesTheNetwork(String changes) {
    everyChangeShows(
        NetworkSettings.forTokens(), TOKENS, changes, NetworkOptionsTest::tokenNetwork);
  }

  @ParameterizedTest
  @FieldSource("VALUE_OPTIONS")
  void everyOptionOfValueNetworksLearns(String changes) {
    MultiLayerNetwork network = initialised(valueNetwork(changes));
    DataSet data = new DataSet(Nd4j.rand(3, 2, TIME), Nd4j.rand(3, 2));
    network.fit(data);
    assertThat(network.score(data)).isFinite();
  }

  @ParameterizedTest
  @FieldSource("VALUE_OPTIONS")
  void everyOptionOfValueNetworksChangesTheNetwork(String changes) {
    everyChangeShows(
        NetworkSettings.forValues(), VALUES, changes, NetworkOptionsTest::valueNetwork);
  }

  /** An option added to the settings must be added to these tests too. */
  @Test
  void everySettingIsAmongTheOptions() {
    List<String> options =
        Stream.concat(TOKEN_OPTIONS.stream(), VALUE_OPTIONS.stream())
            .flatMap(row -> Stream.of(row.split(" ", -1)))
            .map(change -> change.substring(0, change.indexOf('=')))
            .toList();
    List<String> settings =
        Stream.of(NetworkSettings.forTokens(), NetworkSettings.forValues(), OptimizerSettings.all())
            .flatMap(List::stream)
            .map(Setting::name)
            .toList();
    assertThat(options).containsAll(settings);
  }

  @ParameterizedTest
  @EnumSource
  void everyOptimizerLowersTheLoss(Optimizer optimizer) {
    Config config =
        config(
            NetworkSettings.forValues(),
            "hidden=4 cell=gru learning-rate=0.01 optimizer=" + Setting.label(optimizer));
    MultiLayerNetwork network =
        initialised(SequenceNetwork.from(config).values(1).perSequence(1, 0));
    Nd4j.getRandom().setSeed(5);
    INDArray features = Nd4j.rand(16, 1, TIME);
    DataSet data = new DataSet(features, features.mean(2));
    double before = network.score(data);
    for (int i = 0; i < 50; i++) {
      network.fit(data);
    }
    assertThat(network.score(data)).isLessThan(before);
  }

  /**
   * Each change by itself is seen in the network: with another value in its place, the network's
   * configuration is another one, or the combination is refused.
   */
  private static void everyChangeShows(
      List<Setting<?>> settings,
      String base,
      String changes,
      Function<String, MultiLayerConfiguration> network) {
    String whole = network.apply(changes).toJson();
    for (String change : changes.split(" ", -1)) {
      String name = change.substring(0, change.indexOf('='));
      String value = change.substring(name.length() + 1);
      String another = name + "=" + anotherValue(config(settings, base), name, value);
      assertThat(jsonOrRefused(network, changes.replace(change, another)))
          .as("%s in the place of %s", another, change)
          .isNotEqualTo(whole);
    }
  }

  /** The one of the base, or one worth a comparison where that is the same. */
  private static String anotherValue(Config base, String name, String value) {
    Setting<?> setting = base.setting(name);
    return Stream.concat(
            Stream.of(base.asText().getOrDefault(name, "")), setting.compared().stream())
        .filter(other -> !other.equals(value))
        .findFirst()
        .orElseThrow();
  }

  private static String jsonOrRefused(
      Function<String, MultiLayerConfiguration> network, String changes) {
    try {
      return network.apply(changes).toJson();
    } catch (UserError e) {
      return "refused: " + e.getMessage();
    }
  }

  private static MultiLayerConfiguration tokenNetwork(String changes) {
    return SequenceNetwork.from(config(NetworkSettings.forTokens(), TOKENS + changes))
        .tokens(TokenInput.of(VOCABULARY, 1))
        .perSequence(2, TIME);
  }

  private static MultiLayerConfiguration valueNetwork(String changes) {
    return SequenceNetwork.from(config(NetworkSettings.forValues(), VALUES + changes))
        .values(2)
        .perSequence(2, 0);
  }
}
