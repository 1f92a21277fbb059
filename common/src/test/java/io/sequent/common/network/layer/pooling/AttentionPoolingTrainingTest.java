package io.sequent.common.network.layer.pooling;

import static io.sequent.common.network.layer.pooling.AttentionNetworks.FEATURES;
import static io.sequent.common.network.layer.pooling.AttentionNetworks.TIME;
import static io.sequent.common.network.layer.pooling.AttentionNetworks.attention;
import static io.sequent.common.network.layer.pooling.AttentionNetworks.data;
import static io.sequent.common.network.layer.pooling.AttentionNetworks.initialised;
import static io.sequent.common.network.layer.pooling.AttentionNetworks.pooling;
import static io.sequent.common.network.layer.pooling.AttentionNetworks.untrained;
import static io.sequent.common.network.layer.pooling.Pooling.ATTENTION;
import static io.sequent.common.network.layer.pooling.Pooling.MAX;
import static org.assertj.core.api.Assertions.assertThat;

import io.sequent.common.network.build.OneThread;
import io.sequent.common.network.update.TrainingStep;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;

/** Networks learn with attention. */
@ExtendWith(OneThread.class)
class AttentionPoolingTrainingTest {
  @Test
  void startsAsNearlyTheMean() {
    Nd4j.getRandom().setSeed(3);
    MultiLayerNetwork network = untrained(64, new AttentionPooling.Builder(List.of(ATTENTION), 64));
    network.output(Nd4j.randn(DataType.FLOAT, 4, 64, 10));
    for (double[] shares : attention(network)) {
      assertThat(Arrays.stream(shares).min().orElseThrow()).isGreaterThan(0.06);
      assertThat(Arrays.stream(shares).max().orElseThrow()).isLessThan(0.15);
      assertThat(Arrays.stream(shares).distinct().count()).isEqualTo(10);
    }
  }

  /** The plain mean does not tell the number with the mark from the others. */
  @Test
  void learnsWhichStepMatters() {
    MultiLayerNetwork network = untrained(2, new AttentionPooling.Builder(List.of(ATTENTION), 8));
    Random random = new Random(5);
    TrainingStep step = new TrainingStep(network);
    for (int i = 0; i < 150; i++) {
      step.fit(marked(random));
    }
    DataSet data = marked(random);
    assertThat(network.output(data.getFeatures()).argMax(1)).isEqualTo(data.getLabels().argMax(1));
  }

  /** Every step has a number; the one at the step with a mark is the class. */
  private static DataSet marked(Random random) {
    float[][][] features = new float[32][2][TIME];
    float[][] labels = new float[features.length][2];
    for (int b = 0; b < features.length; b++) {
      int mark = random.nextInt(TIME);
      for (int t = 0; t < TIME; t++) {
        features[b][0][t] = random.nextBoolean() ? 1 : -1;
        features[b][1][t] = t == mark ? 1 : -1;
      }
      labels[b][features[b][0][mark] > 0 ? 1 : 0] = 1;
    }
    return new DataSet(Nd4j.create(features), Nd4j.create(labels));
  }

  @Test
  void trainingStepsAreThoseOfFit() {
    List<MultiLayerNetwork> networks = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      networks.add(
          initialised(
              new NeuralNetConfiguration.Builder()
                  .seed(7)
                  .updater(new Adam(0.01))
                  .l2(0.01)
                  .gradientNormalization(GradientNormalization.ClipL2PerLayer)
                  .gradientNormalizationThreshold(1e-3)
                  .list()
                  .layer(pooling(List.of(ATTENTION, MAX))),
              FEATURES));
    }
    MultiLayerNetwork expected = networks.get(0);
    MultiLayerNetwork actual = networks.get(1);
    INDArray start = actual.params().dup();
    for (int i = 0; i < 3; i++) {
      DataSet data = data();
      expected.fit(data);
      new TrainingStep(actual).fit(data);
      assertThat(actual.params().sub(expected.params()).amaxNumber().doubleValue())
          .isLessThan(1e-6);
      assertThat(actual.updaterState().sub(expected.updaterState()).amaxNumber().doubleValue())
          .isLessThan(1e-6);
    }
    for (int i = 0; i < actual.getLayer(0).numParams(); i++) {
      assertThat(actual.params().getFloat(0, i)).isNotEqualTo(start.getFloat(0, i));
    }
  }
}
