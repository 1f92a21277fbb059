package io.sequent.common.network.build;

import static io.sequent.common.network.build.TestNetworks.VOCABULARY;
import static io.sequent.common.network.build.TestNetworks.config;
import static io.sequent.common.network.build.TestNetworks.initialised;
import static org.assertj.core.api.Assertions.assertThat;

import io.sequent.common.config.Setting;
import io.sequent.common.config.Settings;
import io.sequent.common.network.build.TokenInput.Encoder;
import io.sequent.common.network.crf.ForbiddenTransitions;
import io.sequent.common.network.layer.embedding.TokenBag;
import io.sequent.common.network.update.TrainingStep;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Networks of every kind on one example of one step, and on what is hardly larger: outputs and
 * gradients of floats, on oneDNN where it is available, against those of doubles.
 */
@ExtendWith(OneThread.class)
class SmallestShapesTest {
  private static final double TOLERANCE = 2e-5;
  private static final int[][] SHAPES = {{1, 1}, {1, 3}, {2, 1}};
  private static final String CELLS = "cell=lstm;cell=gru;cell=rnn;cell=rnn-relu";
  private static final String SMALL = "embedding=6 hidden=5 ";

  static Stream<String> ofTokens() {
    Stream<String> recurrent =
        Stream.of(CELLS.split(";", -1))
            .flatMap(
                cell ->
                    Stream.of(
                        cell + " bidirectional=true",
                        cell + " layers=2 bidirectional=top recurrent-concat=true",
                        cell + " hidden=6 passes=2",
                        cell + " hidden=1 embedding=1"));
    Stream<String> pooled =
        Stream.of("last", "mean", "max", "first", "attention", "mean+max", "max+attention")
            .map(pooling -> "bidirectional=true attention-size=3 dense=4 pooling=" + pooling);
    return Stream.concat(recurrent, pooled);
  }

  @ParameterizedTest
  @MethodSource("ofTokens")
  void classifiersOfTokens(String changes) {
    check(1, changes, false, classifier(Encoder.RECURRENT, changes));
  }

  static Stream<String> ofOtherEncoders() {
    return Stream.of(
        "NONE pooling=mean",
        "CONVOLUTION filters=4 widths=1,2,3",
        "CONVOLUTION filters=1 widths=3 pooling=mean+max",
        "HYBRID filters=4 widths=2,3 pool-size=2",
        "TRANSFORMER blocks=2 heads=2 feed-forward=8 pooling=first",
        "TRANSFORMER blocks=1 heads=1 feed-forward=8 pooling=mean");
  }

  @ParameterizedTest
  @MethodSource("ofOtherEncoders")
  void classifiersWithOtherEncoders(String kind) {
    int blank = kind.indexOf(' ');
    String changes = kind.substring(blank);
    check(1, changes, false, classifier(Encoder.valueOf(kind.substring(0, blank)), changes));
  }

  static Stream<String> ofTags() {
    return Stream.of(CELLS.split(";", -1))
        .flatMap(
            cell ->
                Stream.of(
                    cell,
                    cell + " output=crf",
                    cell + " bidirectional=true output=crf dense=4",
                    cell + " bidirectional=true layers=2 dense=3 dense-concat=true"));
  }

  @ParameterizedTest
  @MethodSource("ofTags")
  void taggers(String changes) {
    SequenceNetwork network =
        SequenceNetwork.from(config(NetworkSettings.forTags(), SMALL + changes));
    check(
        1,
        changes,
        true,
        network.tokens(TokenInput.of(VOCABULARY)).perStep(3, ForbiddenTransitions.none()));
    TokenInput withBags =
        TokenInput.of(VOCABULARY).withBags(List.of(new TokenBag(2, VOCABULARY, 3, 0)));
    check(3, changes, true, network.tokens(withBags).perStep(3));
  }

  static Stream<String> ofValues() {
    return Stream.of(CELLS.split(";", -1))
        .flatMap(cell -> Stream.of(cell, cell + " bidirectional=true dense=3 pooling=mean"));
  }

  @ParameterizedTest
  @MethodSource("ofValues")
  void forecasts(String changes) {
    for (int channels : new int[] {1, 3}) {
      check(
          channels,
          changes,
          false,
          SequenceNetwork.from(config(NetworkSettings.forValues(), "hidden=5 " + changes))
              .values(channels)
              .perSequence(3, 0));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "bidirectional=true dense=4", "layers=2 pooling=attention"})
  void trainingStepsOfTwoPasses(String changes) {
    for (String twice : List.of("adversarial=0.1", "consistency=1")) {
      MultiLayerNetwork network = initialised(classifier(Encoder.RECURRENT, changes + " " + twice));
      double score = new TrainingStep(network).fit(new DataSet(features(1, 1, 1), labels(1, 3)));
      assertThat(score).isFinite();
    }
  }

  private static MultiLayerConfiguration classifier(Encoder encoder, String changes) {
    List<Setting<?>> settings =
        Settings.join(List.of(NetworkSettings.forTokens(), NetworkSettings.forEncoders()));
    return SequenceNetwork.from(config(settings, SMALL + changes))
        .tokens(TokenInput.of(VOCABULARY).withEncoder(encoder, 4))
        .perSequence(3, 0);
  }

  private static void check(
      int channels, String what, boolean eachStep, MultiLayerConfiguration configuration) {
    MultiLayerNetwork floats = initialised(configuration);
    MultiLayerNetwork doubles = floats.convertDataType(DataType.DOUBLE);
    for (int[] shape : SHAPES) {
      INDArray features = features(shape[0], channels, shape[1]);
      INDArray labels = eachStep ? labels(shape[0], 3, shape[1]) : labels(shape[0], 3);
      for (INDArray mask : new INDArray[] {null, Nd4j.ones(shape[0], shape[1])}) {
        String where = "%s on [%d, %d, %d]".formatted(what, shape[0], channels, shape[1]);
        assertClose(
            "gradient of " + where,
            gradient(floats, features, labels, mask, eachStep),
            gradient(doubles, features, labels, mask, eachStep));
        assertClose(
            "output of " + where,
            floats.output(features.dup(), false, mask, null),
            doubles.output(features.castTo(DataType.DOUBLE), false, mask, null));
      }
    }
  }

  private static INDArray gradient(
      MultiLayerNetwork network,
      INDArray features,
      INDArray labels,
      @Nullable INDArray mask,
      boolean eachStep) {
    DataType type = network.params().dataType();
    network.setInput(features.castTo(type).dup());
    network.setLabels(labels.castTo(type));
    // A label mask of one step would be taken for one of outputs; no batch has it, for one step
    // alone is not padded.
    network.setLayerMaskArrays(mask, eachStep && features.size(2) > 1 ? mask : null);
    network.computeGradientAndScore();
    return network.gradient().gradient().dup();
  }

  /** Token ids, which are numbers as good as any. */
  private static INDArray features(int batch, int channels, int time) {
    INDArray ids = Nd4j.create(DataType.FLOAT, batch, channels, time);
    for (int i = 0; i < ids.length(); i++) {
      ids.putScalar(i, 1 + i * 3 % (VOCABULARY - 1));
    }
    return ids;
  }

  private static INDArray labels(int batch, int... outputsAndTime) {
    int time = outputsAndTime.length == 1 ? 1 : outputsAndTime[1];
    INDArray labels = Nd4j.create(DataType.FLOAT, batch, outputsAndTime[0], time);
    for (int b = 0; b < batch; b++) {
      for (int t = 0; t < time; t++) {
        labels.putScalar(b, (b + t) % outputsAndTime[0], t, 1);
      }
    }
    return outputsAndTime.length == 1 ? labels.reshape(batch, outputsAndTime[0]) : labels;
  }

  private static void assertClose(String what, INDArray actual, INDArray expected) {
    assertThat(actual.shape()).as(what).isEqualTo(expected.shape());
    INDArray difference = actual.castTo(DataType.DOUBLE).sub(expected);
    assertThat(difference.norm2Number().doubleValue())
        .as(what)
        .isLessThanOrEqualTo(TOLERANCE * expected.norm2Number().doubleValue());
  }
}
