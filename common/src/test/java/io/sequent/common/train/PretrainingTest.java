package io.sequent.common.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sequent.common.data.Batches;
import io.sequent.common.data.ShuffledBatches;
import io.sequent.common.data.TokenBatch;
import io.sequent.common.data.Vectorizer;
import io.sequent.common.evaluation.Metric;
import io.sequent.common.network.build.OneThread;
import io.sequent.common.network.layer.embedding.TokenEmbedding;
import io.sequent.common.network.layer.embedding.TokenEmbeddingLayer;
import io.sequent.common.network.layer.pooling.Pooling;
import io.sequent.common.network.layer.pooling.SequencePooling;
import io.sequent.common.train.history.History;
import io.sequent.common.train.schedule.Schedule;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.distribution.NormalDistribution;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions;

@ExtendWith(OneThread.class)
class PretrainingTest {
  private static final int VOCABULARY = 40;

  /** Never in an example. */
  private static final int ABSENT = 39;

  private static final Pretraining TWO_PASSES = new Pretraining(2, 3);

  @TempDir Path folder;

  private static MultiLayerNetwork network() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(3)
                .updater(new Adam(0.01))
                .list()
                .layer(
                    new TokenEmbedding.Builder(VOCABULARY, 8)
                        .weightInit(new NormalDistribution(0, 0.1))
                        .build())
                .layer(new SequencePooling(List.of(Pooling.MEAN), 0))
                .layer(
                    new OutputLayer.Builder(LossFunctions.LossFunction.MCXENT)
                        .activation(Activation.SOFTMAX)
                        .nOut(2)
                        .build())
                .setInputType(InputType.recurrent(1))
                .build());
    network.init();
    return network;
  }

  private static INDArray vectors(MultiLayerNetwork network) {
    return ((TokenEmbeddingLayer) network.getLayer(0)).vectors();
  }

  /** Of two topics, even and odd tokens, each sequence of its own length. */
  private static Batches<int[]> batches() {
    List<int[]> examples = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      int[] tokens = new int[3 + i % 10];
      for (int t = 0; t < tokens.length; t++) {
        tokens[t] = 1 + i % 2 + 2 * ((i * 7 + t * 5) % 18);
      }
      examples.add(tokens);
    }
    return new ShuffledBatches<>(
        examples,
        new Vectorizer<int[]>() {
          @Override
          public int length(int[] example) {
            return example.length;
          }

          @Override
          public DataSet vectorize(List<int[]> examples) {
            TokenBatch batch = TokenBatch.of(examples);
            INDArray labels = Nd4j.zeros(examples.size(), 2);
            for (int i = 0; i < examples.size(); i++) {
              labels.putScalar(i, examples.get(i)[0] % 2, 1);
            }
            return new DataSet(batch.ids(), labels, batch.mask(), null);
          }
        },
        16);
  }

  @Test
  void vectorsOfTokensThatOccurAreLearnedAsLargeAsTheyWere() {
    MultiLayerNetwork network = network();
    INDArray before = vectors(network).dup();
    INDArray output = network.getLayer(2).params().dup();
    TWO_PASSES.apply(network, batches(), 1, List.of());
    INDArray after = vectors(network);

    for (int token = 1; token <= 36; token++) {
      assertThat(after.getRow(token)).isNotEqualTo(before.getRow(token));
    }
    assertThat(after.getRow(ABSENT)).isEqualTo(before.getRow(ABSENT));
    // Padding of short sequences is not one of their tokens.
    assertThat(after.getRow(0)).isEqualTo(before.getRow(0));
    assertThat(after.norm2Number().doubleValue())
        .isCloseTo(before.norm2Number().doubleValue(), within(0.2));
    assertThat(network.getLayer(2).params()).isEqualTo(output);
  }

  @Test
  void withoutPassesOrTokensNothingChanges() {
    MultiLayerNetwork network = network();
    INDArray before = network.params().dup();
    Pretraining.NONE.apply(network, batches(), 1, List.of());
    assertThat(network.params()).isEqualTo(before);

    MultiLayerNetwork ofNumbers = Toy.network(new Adam(0.01));
    before = ofNumbers.params().dup();
    TWO_PASSES.apply(ofNumbers, Toy.batches(8), 1, List.of());
    assertThat(ofNumbers.params()).isEqualTo(before);
  }

  @Test
  void passesAreReportedBeforeTheFirstEpochAndNotAgainAfterIt() throws IOException {
    List<String> events = new ArrayList<>();
    TrainingListener recorder =
        new TrainingListener() {
          @Override
          public void pretrainingPassDone(int pass, int passes, double seconds) {
            events.add("pass " + pass + " of " + passes);
          }

          @Override
          public void epochDone(History history) {
            events.add("epoch " + history.epochs().size());
          }
        };
    MultiLayerNetwork whole = network();
    train(whole, 2, folder.resolve("whole"), recorder);
    assertThat(events).containsExactly("pass 1 of 2", "pass 2 of 2", "epoch 1", "epoch 2");

    events.clear();
    train(network(), 1, folder.resolve("resumed"), recorder);
    MultiLayerNetwork resumed = network();
    train(resumed, 2, folder.resolve("resumed"), recorder);
    assertThat(events).containsExactly("pass 1 of 2", "pass 2 of 2", "epoch 1", "epoch 2");
    assertThat(resumed.params()).isEqualTo(whole.params());
  }

  private static void train(
      MultiLayerNetwork network, int epochs, Path checkpoints, TrainingListener listener)
      throws IOException {
    int[] validated = {0};
    new Trainer(
            new TrainingOptions(11, epochs, 0, Metric.LOSS, 0, TWO_PASSES),
            Schedule.constant(0.01),
            List.of(listener),
            checkpoints)
        // Falling, so that the last epoch is the best one.
        .train(network, batches(), any -> Map.of("loss", (double) -validated[0]++ - epochs));
  }
}
