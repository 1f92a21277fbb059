package io.sequent.common.network.build;

import static io.sequent.common.network.build.TestNetworks.VOCABULARY;
import static io.sequent.common.network.build.TestNetworks.config;
import static io.sequent.common.network.build.TestNetworks.initialised;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sequent.common.config.Config;
import io.sequent.common.config.Setting;
import io.sequent.common.network.build.TokenInput.Encoder;
import io.sequent.common.network.engine.Precision;
import io.sequent.common.network.layer.HasPrecision;
import io.sequent.common.network.update.TrainingStep;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** Networks that multiply bfloat16 beside the same with floats. */
@ExtendWith(OneThread.class)
class PrecisionTest {
  private static final int TIME = 9;

  @BeforeEach
  void needsTheProcessor() {
    assumeTrue(Precision.problem().isEmpty());
  }

  @ParameterizedTest
  @EnumSource(
      value = Encoder.class,
      names = {"RECURRENT", "CONVOLUTION", "TRANSFORMER"})
  void outputsAndGradientsAreNearThoseOfFloats(Encoder encoder) {
    MultiLayerNetwork floats = initialised(network(encoder, "float"));
    MultiLayerNetwork halves = initialised(network(encoder, "bfloat16"));
    assertThat(halves.params()).isEqualTo(floats.params());
    DataSet batch = batch();
    assertThat(distance(output(halves, batch), output(floats, batch))).isBetween(1e-7, 0.02);
    assertThat(distance(gradient(halves, batch), gradient(floats, batch))).isBetween(1e-4, 0.05);
  }

  @ParameterizedTest
  @EnumSource(
      value = Encoder.class,
      names = {"RECURRENT", "TRANSFORMER"})
  void trainingsAreRepeatedToTheBit(Encoder encoder) {
    INDArray halves = trained(encoder, "bfloat16");
    assertThat(trained(encoder, "bfloat16")).isEqualTo(halves);
    assertThat(trained(encoder, "float")).isNotEqualTo(halves);
    assertThat(trained(encoder, "auto")).isEqualTo(halves);
  }

  @ParameterizedTest
  @EnumSource(
      value = Encoder.class,
      names = {"RECURRENT", "TRANSFORMER"})
  void isSavedWithTheLayers(Encoder encoder) {
    MultiLayerNetwork network = initialised(network(encoder, "bfloat16"));
    List<Precision> saved =
        Stream.of(network.getLayers())
            .map(layer -> layer.conf().getLayer())
            .filter(HasPrecision.class::isInstance)
            .map(layer -> ((HasPrecision) layer).getPrecision())
            .toList();
    assertThat(saved).hasSizeGreaterThan(2).containsOnly(Precision.BFLOAT16);
  }

  private static INDArray trained(Encoder encoder, String precision) {
    MultiLayerNetwork network = initialised(network(encoder, precision));
    TrainingStep step = new TrainingStep(network);
    for (int i = 0; i < 3; i++) {
      step.fit(batch());
    }
    return network.params();
  }

  private static MultiLayerConfiguration network(Encoder encoder, String precision) {
    List<Setting<?>> settings = new ArrayList<>(NetworkSettings.forTokens());
    settings.addAll(NetworkSettings.forEncoders());
    settings.add(NetworkSettings.PRECISION);
    Config config =
        config(
            settings,
            "embedding=16 hidden=16 heads=2 blocks=2 feed-forward=24 filters=8 dense=12 precision="
                + precision);
    return SequenceNetwork.from(config)
        .tokens(TokenInput.of(VOCABULARY).withEncoder(encoder, TIME))
        .perSequence(2, 0);
  }

  private static DataSet batch() {
    INDArray ids = Nd4j.zeros(4, 1, TIME);
    for (int i = 0; i < ids.length(); i++) {
      ids.putScalar(i, i * 5 % VOCABULARY);
    }
    INDArray mask = Nd4j.ones(4, TIME);
    mask.putScalar(new int[] {2, TIME - 1}, 0);
    INDArray labels = Nd4j.create(new float[][] {{1, 0}, {0, 1}, {0, 1}, {1, 0}});
    return new DataSet(ids, labels, mask, null);
  }

  private static INDArray output(MultiLayerNetwork network, DataSet batch) {
    return network.output(batch.getFeatures(), false, batch.getFeaturesMaskArray(), null);
  }

  private static INDArray gradient(MultiLayerNetwork network, DataSet batch) {
    network.setInput(batch.getFeatures());
    network.setLabels(batch.getLabels());
    network.setLayerMaskArrays(batch.getFeaturesMaskArray(), null);
    network.computeGradientAndScore();
    return network.gradient().gradient().dup();
  }

  /** Relative, in the Euclidean norm. */
  private static double distance(INDArray actual, INDArray expected) {
    return actual.sub(expected).norm2Number().doubleValue() / expected.norm2Number().doubleValue();
  }
}
