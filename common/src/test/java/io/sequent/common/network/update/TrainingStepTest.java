package io.sequent.common.network.update;

import static io.sequent.common.network.update.TrainingStepNetworks.MASK;
import static io.sequent.common.network.update.TrainingStepNetworks.data;
import static io.sequent.common.network.update.TrainingStepNetworks.perStep;
import static io.sequent.common.network.update.TrainingStepNetworks.tokens;
import static io.sequent.common.network.update.TrainingStepNetworks.wrapped;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sequent.common.network.build.OneThread;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.constraint.MaxNormConstraint;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.AdaGrad;
import org.nd4j.linalg.learning.config.AdaMax;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.learning.regularization.L1Regularization;
import org.nd4j.linalg.learning.regularization.L2Regularization;
import org.nd4j.linalg.learning.regularization.WeightDecay;
import org.nd4j.linalg.schedule.MapSchedule;
import org.nd4j.linalg.schedule.ScheduleType;

/** Against {@code MultiLayerNetwork.fit}. */
@ExtendWith(OneThread.class)
class TrainingStepTest {
  static Stream<Arguments> options() {
    MapSchedule schedule =
        new MapSchedule.Builder(ScheduleType.ITERATION).add(0, 0.1).add(2, 0.3).build();
    return Stream.of(
        option("adam", b -> b.updater(new Adam(0.01))),
        option("adagrad", b -> b.updater(new AdaGrad(0.01))),
        option("rmsprop", b -> b.updater(new RmsProp(0.01))),
        option("nesterovs", b -> b.updater(new Nesterovs(0.01, 0.9))),
        option("sgd with a schedule", b -> b.updater(new Sgd(schedule))),
        option("sum over the batch", b -> b.updater(new Sgd(0.01)).miniBatch(false)),
        option(
            "l1 and l2",
            b ->
                b.updater(new Sgd(0.1))
                    .regularization(
                        List.of(
                            new L1Regularization(0.01),
                            new L2Regularization(schedule),
                            new L2Regularization(0.02)))),
        option("weight decay", b -> b.updater(new Adam(0.01)).weightDecay(0.1, true)),
        option(
            "weight decay without rate",
            b ->
                b.updater(new RmsProp(0.01))
                    .regularization(List.of(new WeightDecay(schedule, false)))),
        option(
            "clipping of values",
            b ->
                b.updater(new Sgd(0.1))
                    .gradientNormalization(GradientNormalization.ClipElementWiseAbsoluteValue)
                    .gradientNormalizationThreshold(1e-3)),
        option(
            "clipping of norms",
            b ->
                b.updater(new Sgd(0.1))
                    .gradientNormalization(GradientNormalization.ClipL2PerLayer)
                    .gradientNormalizationThreshold(1e-2)),
        option(
            "clipping and l2",
            b ->
                b.updater(new Nesterovs(0.1))
                    .l2(0.1)
                    .gradientNormalization(GradientNormalization.ClipL2PerLayer)
                    .gradientNormalizationThreshold(1e-2)),
        option(
            "another normalisation",
            b ->
                b.updater(new Adam(0.01))
                    .gradientNormalization(GradientNormalization.RenormalizeL2PerLayer)),
        option("another updater", b -> b.updater(new AdaMax(0.01))),
        option(
            "constraints",
            b -> b.updater(new Adam(0.1)).constrainWeights(new MaxNormConstraint(0.3, 1))));
  }

  private static Arguments option(String name, Consumer<NeuralNetConfiguration.Builder> option) {
    return Arguments.of(name, option);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("options")
  void stepsAreThoseOfFit(String name, Consumer<NeuralNetConfiguration.Builder> option) {
    MultiLayerNetwork expected = tokens(option);
    MultiLayerNetwork actual = tokens(option);
    TrainingStep step = new TrainingStep(actual);
    for (int i = 0; i < 4; i++) {
      DataSet data = data(i);
      expected.fit(data);
      assertThat(step.fit(data)).isEqualTo(actual.score());
      assertSame(actual, expected);
      // Differences of rounding would grow from step to step.
      copy(expected, actual);
    }
  }

  @Test
  void networkChangesBetweenFitAndStep() {
    Consumer<NeuralNetConfiguration.Builder> adam = b -> b.updater(new Adam(0.01)).l2(1e-3);
    MultiLayerNetwork expected = tokens(adam);
    MultiLayerNetwork actual = tokens(adam);
    TrainingStep step = new TrainingStep(actual);
    for (int i = 0; i < 6; i++) {
      expected.fit(data(i));
      if (i % 3 == 1) {
        actual.fit(data(i));
      } else {
        step.fit(data(i));
      }
      assertSame(actual, expected);
      copy(expected, actual);
    }
  }

  @Test
  void wrappedAndFrozenLayersAndDropoutAreThoseOfFit() {
    MultiLayerNetwork expected = wrapped();
    MultiLayerNetwork actual = wrapped();
    INDArray frozen = actual.getLayer(0).params().dup();
    TrainingStep step = new TrainingStep(actual);
    DataSet data = new DataSet(Nd4j.rand(3, 2, 4), Nd4j.rand(3, 2), MASK, null);
    for (int i = 1; i <= 3; i++) { // A seed of 0 is taken for none.
      Nd4j.getRandom().setSeed(i);
      expected.fit(data);
      Nd4j.getRandom().setSeed(i);
      step.fit(data);
      assertSame(actual, expected);
      copy(expected, actual);
    }
    assertThat(actual.getLayer(0).params()).isEqualTo(frozen);
  }

  @Test
  void truncatedBackPropagationAndDoublesAreLeftToFit() {
    for (DataType type : List.of(DataType.FLOAT, DataType.DOUBLE)) {
      MultiLayerNetwork expected = perStep(type, type == DataType.FLOAT);
      MultiLayerNetwork actual = perStep(type, type == DataType.FLOAT);
      DataSet data = new DataSet(Nd4j.rand(type, 3, 2, 4), Nd4j.rand(type, 3, 2, 4));
      new TrainingStep(actual).fit(data);
      expected.fit(data);
      assertThat(actual.params()).isEqualTo(expected.params());
      assertThat(actual.getIterationCount()).isEqualTo(expected.getIterationCount());
    }
  }

  @Test
  void listenersHearWhatTheyHearFromFit() {
    assertThat(heard((network, data) -> new TrainingStep(network).fit(data)))
        .isEqualTo(heard(MultiLayerNetwork::fit))
        .isNotEmpty();
  }

  @Test
  void nothingMovesWhereTheLossIsNotFinite() {
    MultiLayerNetwork network = tokens(b -> b.updater(new Adam(0.01)));
    INDArray before = network.params().dup();
    INDArray state = network.updaterState().dup();
    DataSet data = data(0);
    data.getLabels().putScalar(0, 0, Double.NaN);
    assertThat(new TrainingStep(network).fit(data)).isNaN();
    assertThat(network.params()).isEqualTo(before);
    assertThat(network.updaterState()).isEqualTo(state);
  }

  @Test
  void resumedNetworkHasTheSameNumbers() {
    MultiLayerNetwork through = tokens(b -> b.updater(new Adam(0.01)));
    new TrainingStep(through).fit(data(0));
    MultiLayerNetwork resumed = through.clone();
    resumed.getLayerWiseConfigurations().setIterationCount(through.getIterationCount());
    new TrainingStep(through).fit(data(1));
    new TrainingStep(resumed).fit(data(1));
    assertThat(resumed.params()).isEqualTo(through.params());
    assertThat(resumed.updaterState()).isEqualTo(through.updaterState());
  }

  private interface Fit {
    void fit(MultiLayerNetwork network, DataSet data);
  }

  private static List<String> heard(Fit fit) {
    List<String> events = new ArrayList<>();
    MultiLayerNetwork network = tokens(b -> b.updater(new Adam(0.01)));
    network.setListeners(
        new BaseTrainingListener() {
          @Override
          public void onGradientCalculation(Model model) {
            events.add(
                "gradient %.5f".formatted(model.gradient().gradient().meanNumber().doubleValue()));
          }

          @Override
          public void iterationDone(Model model, int iteration, int epoch) {
            events.add("done " + iteration + " " + epoch);
          }
        });
    fit.fit(network, data(0));
    network.incrementEpochCount();
    fit.fit(network, data(0));
    return events;
  }

  /** Parameters, updater state, counters, and what is left in the layers. */
  private static void assertSame(MultiLayerNetwork actual, MultiLayerNetwork expected) {
    assertClose(actual.params(), expected.params());
    if (expected.updaterState() != null) {
      assertClose(actual.updaterState(), expected.updaterState());
    }
    assertThat(actual.score()).isCloseTo(expected.score(), within(1e-5));
    assertThat(actual.getIterationCount()).isEqualTo(expected.getIterationCount());
    for (int i = 0; i < expected.getnLayers(); i++) {
      assertThat(actual.getLayer(i).getIterationCount())
          .isEqualTo(expected.getLayer(i).getIterationCount());
      assertThat(actual.getLayer(i).getMaskArray()).isNull();
      assertThat(actual.getLayer(i).input()).isNull();
    }
  }

  private static void assertClose(INDArray actual, INDArray expected) {
    double scale = expected.amaxNumber().doubleValue();
    assertThat(actual.sub(expected).amaxNumber().doubleValue()).isLessThanOrEqualTo(1e-6 * scale);
  }

  private static void copy(MultiLayerNetwork from, MultiLayerNetwork to) {
    to.setParams(from.params());
    if (from.updaterState() != null) {
      to.updaterState().assign(from.updaterState());
    }
  }
}
