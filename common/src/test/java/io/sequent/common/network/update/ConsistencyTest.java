package io.sequent.common.network.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sequent.common.network.build.OneThread;
import io.sequent.common.network.layer.embedding.TokenEmbedding;
import io.sequent.common.network.layer.pooling.Pooling;
import io.sequent.common.network.layer.pooling.SequencePooling;
import io.sequent.common.network.loss.ConsistentCrossEntropy;
import io.sequent.common.network.loss.Loss;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.ILossFunction;

@ExtendWith(OneThread.class)
class ConsistencyTest {
  private static final INDArray IDS =
      Nd4j.create(new float[][][] {{{1, 2, 3}}, {{4, 1, 0}}, {{2, 0, 0}}});
  private static final INDArray MASK = Nd4j.create(new float[][] {{1, 1, 1}, {1, 1, 0}, {1, 0, 0}});
  private static final INDArray LABELS = Nd4j.create(new float[][] {{1, 0}, {0, 1}, {1, 0}});

  @Test
  void withoutDropoutTheTwoReadingsAgree() {
    MultiLayerNetwork twice = network(new ConsistentCrossEntropy(5, 0.1), 0);
    MultiLayerNetwork once = network(Loss.CROSS_ENTROPY.function(0, 0, 0.1), 0);
    TrainingStep stepTwice = new TrainingStep(twice);
    TrainingStep stepOnce = new TrainingStep(once);
    for (int i = 0; i < 3; i++) {
      assertThat(stepTwice.fit(batch())).isCloseTo(stepOnce.fit(batch()), within(1e-6));
    }
    assertThat(twice.params().sub(once.params()).amaxNumber().doubleValue()).isLessThan(1e-5);
  }

  @Test
  void dropoutIsAnotherInEachReading() {
    double agreeing =
        new TrainingStep(network(Loss.CROSS_ENTROPY.function(0, 0, 0), 0.5)).fit(batch());
    double apart = new TrainingStep(network(new ConsistentCrossEntropy(1000, 0), 0.5)).fit(batch());
    assertThat(apart).isGreaterThan(2 * agreeing);
  }

  @Test
  void batchIsLeftAsItIs() {
    DataSet batch = batch();
    new TrainingStep(network(new ConsistentCrossEntropy(1, 0), 0.5)).fit(batch);
    assertThat(batch.getFeatures()).isEqualTo(IDS);
    assertThat(batch.getFeaturesMaskArray()).isEqualTo(MASK);
    assertThat(batch.getLabels()).isEqualTo(LABELS);
  }

  private static DataSet batch() {
    return new DataSet(IDS.dup(), LABELS.dup(), MASK.dup(), null);
  }

  private static MultiLayerNetwork network(ILossFunction loss, double dropout) {
    Nd4j.getRandom().setSeed(3);
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(5)
                .updater(new Adam(0.01))
                .list()
                .layer(new TokenEmbedding.Builder(5, 8).build())
                .layer(new SequencePooling(List.of(Pooling.MEAN), 0))
                .layer(
                    new OutputLayer.Builder(loss)
                        .nOut(2)
                        .activation(Activation.SOFTMAX)
                        .dropOut(dropout == 0 ? null : new Dropout(1 - dropout))
                        .build())
                .setInputType(InputType.recurrent(1))
                .build());
    network.init();
    return network;
  }
}
