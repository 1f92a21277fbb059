package io.sequent.common.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.AdaDelta;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.schedule.MapSchedule;
import org.nd4j.linalg.schedule.ScheduleType;

class LearningRateTest {
  private static final DataSet DATA = new Toy.ToyVectorizer().vectorize(Toy.examples(8, 1));

  static Stream<List<IUpdater>> updaters() {
    MapSchedule schedule =
        new MapSchedule.Builder(ScheduleType.ITERATION).add(0, 0.01).add(2, 0.1).build();
    return Stream.of(
        List.of(new Adam(0.01), new Adam(schedule)),
        List.of(new Nesterovs(0.01, 0.9), new Nesterovs(schedule, 0.9)),
        List.of(new RmsProp(0.01), new RmsProp(schedule)),
        List.of(new Sgd(0.01), new Sgd(schedule)));
  }

  /** Deeplearning4j's own schedule is the reference: it changes the rate and nothing else. */
  @ParameterizedTest
  @MethodSource("updaters")
  void newRateActsInEveryLayerAndKeepsTheUpdaterState(List<IUpdater> updaters) {
    MultiLayerNetwork network = Toy.network(updaters.get(0));
    fit(network, 2);
    LearningRate.set(network, 0.1);
    fit(network, 3);

    MultiLayerNetwork expected = Toy.network(updaters.get(1));
    fit(expected, 2);
    fit(expected, 3);
    assertThat(network.params()).isEqualTo(expected.params());

    MultiLayerNetwork unchanged = Toy.network(updaters.get(0).clone());
    fit(unchanged, 2);
    LearningRate.set(unchanged, 0.01);
    fit(unchanged, 3);
    for (int layer = 0; layer < 2; layer++) {
      assertThat(network.getLayer(layer).params()).isNotEqualTo(unchanged.getLayer(layer).params());
    }
  }

  @Test
  void updaterWithoutRateIsLeftAlone() {
    MultiLayerNetwork network = Toy.network(new AdaDelta());
    INDArray before = network.params().dup();
    LearningRate.set(network, 0.1);
    fit(network, 1);
    assertThat(network.params()).isNotEqualTo(before);
  }

  @Test
  void savedConfigurationHasTheNewRateEverywhere() {
    MultiLayerNetwork network = Toy.network(new Adam(0.012345));
    LearningRate.set(network, 0.054321);
    String json = network.getLayerWiseConfigurations().toJson();
    assertThat(json).contains("0.054321");
    // Deeplearning4j asks the forward half of a bidirectional layer alone.
    assertThat(json.split("0.012345", -1)).hasSizeLessThanOrEqualTo(2);
  }

  private static void fit(MultiLayerNetwork network, int updates) {
    Nd4j.getRandom().setSeed(updates);
    for (int i = 0; i < updates; i++) {
      network.fit(DATA);
    }
  }
}
