package io.sequent.common.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sequent.common.UserError;
import io.sequent.common.evaluation.Metric;
import io.sequent.common.network.file.ModelFile;
import io.sequent.common.train.Trainer.Validation;
import io.sequent.common.train.TrainingListener.BatchRecord;
import io.sequent.common.train.history.History;
import io.sequent.common.train.history.History.EpochRecord;
import io.sequent.common.train.schedule.Schedule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.Adam;

class WeightAveragingTest {
  private static final int EXAMPLES = 40;
  private static final int BATCHES = 5;
  private static final int EPOCHS = 4;

  private final Path folder;

  WeightAveragingTest(@TempDir Path folder) {
    this.folder = folder;
  }

  /** The decay of 0.5 is reached after the eighth of twenty updates. */
  @ParameterizedTest
  @ValueSource(doubles = {0.05, 0.5, 0.999})
  void averageOfAllUpdatesIsValidated(double decay) throws IOException {
    MultiLayerNetwork network = Toy.network(new Adam(0.02));
    INDArray average = network.params().castTo(DataType.DOUBLE);
    List<INDArray> weights = new ArrayList<>();
    List<INDArray> validated = new ArrayList<>();
    trainer(decay, null, batch -> weights.add(network.params().dup()))
        .train(network, Toy.batches(EXAMPLES), recording(validated, 4, 3, 2, 1));

    assertThat(weights).hasSize(EPOCHS * BATCHES);
    for (int n = 1; n <= weights.size(); n++) {
      double d = Math.min(decay, (1.0 + n) / (10.0 + n));
      average.muli(d).addi(weights.get(n - 1).castTo(DataType.DOUBLE).muli(1 - d));
      if (n % BATCHES == 0) {
        INDArray seen = validated.get(n / BATCHES - 1);
        assertThat(seen.castTo(DataType.DOUBLE).sub(average).amaxNumber().doubleValue())
            .isLessThan(1e-6);
        assertThat(seen).isNotEqualTo(weights.get(n - 1));
      }
    }
  }

  @Test
  void trainingGoesOnWithTheWeightsThemselves() throws IOException {
    List<INDArray> plain = weightsAfterEachBatch(0);
    assertThat(weightsAfterEachBatch(0.9)).isEqualTo(plain);
  }

  private static List<INDArray> weightsAfterEachBatch(double decay) throws IOException {
    MultiLayerNetwork network = Toy.network(new Adam(0.02));
    List<INDArray> weights = new ArrayList<>();
    trainer(decay, null, batch -> weights.add(network.params().dup()))
        .train(network, Toy.batches(EXAMPLES), Toy.validation());
    return weights;
  }

  @Test
  void withoutAveragingTheWeightsAreValidated() throws IOException {
    MultiLayerNetwork network = Toy.network(new Adam(0.02));
    List<INDArray> weights = new ArrayList<>();
    List<INDArray> validated = new ArrayList<>();
    trainer(0, folder, batch -> weights.add(network.params().dup()))
        .train(network, Toy.batches(EXAMPLES), recording(validated, 4, 3, 2, 1));
    for (int epoch = 1; epoch <= EPOCHS; epoch++) {
      assertThat(validated.get(epoch - 1)).isEqualTo(weights.get(epoch * BATCHES - 1));
    }
    assertThat(folder.resolve("epoch-004/model.zip")).exists();
    assertThat(folder.resolve("epoch-004/average.zip")).doesNotExist();
  }

  @Test
  void resumedTrainingEndsWithTheSameAverage() throws IOException {
    MultiLayerNetwork through = Toy.network(new Adam(0.02));
    History whole = train(through, folder.resolve("through"));

    Path checkpoints = folder.resolve("killed");
    assertThatThrownBy(
            () ->
                trainer(0.9, checkpoints, WeightAveragingTest::dieInTheThirdEpoch)
                    .train(Toy.network(new Adam(0.02)), Toy.batches(EXAMPLES), Toy.validation()))
        .hasMessage("killed");
    MultiLayerNetwork resumed = Toy.network(new Adam(0.02));
    History rest = train(resumed, checkpoints);

    assertThat(resumed.params()).isEqualTo(through.params());
    assertThat(rest.epochs().stream().map(EpochRecord::validation))
        .isEqualTo(whole.epochs().stream().map(EpochRecord::validation).toList());
    for (String file : List.of("average.zip", "model.zip")) {
      assertThat(last(checkpoints, file)).isEqualTo(last(folder.resolve("through"), file));
    }
  }

  private static INDArray last(Path checkpoints, String file) throws IOException {
    return ModelFile.load(checkpoints.resolve("epoch-004").resolve(file)).params();
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 4})
  void bestWeightsAreTheAverageOfTheBestEpoch(int best) throws IOException {
    List<INDArray> validated = new ArrayList<>();
    double[] losses = {4, 4, 4, 4};
    losses[best - 1] = 1;
    Validation validation = recording(validated, losses);
    MultiLayerNetwork network = Toy.network(new Adam(0.02));
    trainer(0.9, folder, batch -> {}).train(network, Toy.batches(EXAMPLES), validation);
    assertThat(validated).hasSize(EPOCHS);
    assertThat(network.params()).isEqualTo(validated.get(best - 1));

    // The same from the checkpoint alone: no epoch is left to train.
    MultiLayerNetwork again = Toy.network(new Adam(0.02));
    trainer(0.9, folder, batch -> {}).train(again, Toy.batches(EXAMPLES), validation);
    assertThat(validated).hasSize(EPOCHS);
    assertThat(again.params()).isEqualTo(validated.get(best - 1));
  }

  @Test
  void weightsAreBackAfterAValidationThatFails() {
    MultiLayerNetwork network = Toy.network(new Adam(0.02));
    List<INDArray> weights = new ArrayList<>();
    assertThatThrownBy(
            () ->
                trainer(0.9, null, batch -> weights.add(network.params().dup()))
                    .train(
                        network,
                        Toy.batches(EXAMPLES),
                        validated -> {
                          throw new IllegalStateException("failed");
                        }))
        .hasMessage("failed");
    assertThat(network.params()).isEqualTo(weights.get(BATCHES - 1));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.9})
  void checkpointOfATrainingOfTheOtherKindIsRefused(double decay) throws IOException {
    trainer(decay, folder, batch -> {})
        .train(Toy.network(new Adam(0.02)), Toy.batches(EXAMPLES), Toy.validation());
    assertThat(Files.exists(folder.resolve("epoch-004/average.zip"))).isEqualTo(decay > 0);
    assertThatThrownBy(
            () ->
                trainer(0.9 - decay, folder, batch -> {})
                    .train(Toy.network(new Adam(0.02)), Toy.batches(EXAMPLES), Toy.validation()))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("epoch-004")
        .hasMessageContaining(
            decay > 0 ? "written with weight averaging" : "written without weight averaging")
        .message()
        .hasLineCount(1);
  }

  private static void dieInTheThirdEpoch(BatchRecord batch) {
    if (batch.epoch() == 3 && batch.batch() == 2) {
      throw new IllegalStateException("killed");
    }
  }

  private static History train(MultiLayerNetwork network, Path checkpoints) throws IOException {
    return trainer(0.9, checkpoints, batch -> {})
        .train(network, Toy.batches(EXAMPLES), Toy.validation());
  }

  /** Records the weights that it is given, and returns these losses in turn. */
  private static Validation recording(List<INDArray> validated, double... losses) {
    Iterator<Double> next = DoubleStream.of(losses).iterator();
    return network -> {
      validated.add(network.params().dup());
      return Map.of("loss", next.next());
    };
  }

  private static Trainer trainer(double decay, @Nullable Path checkpoints, Batch listener) {
    return new Trainer(
        new TrainingOptions(11, EPOCHS, 0, Metric.LOSS, decay, Pretraining.NONE),
        Schedule.constant(0.02),
        List.of(listener),
        checkpoints);
  }

  private interface Batch extends TrainingListener {
    @Override
    void batchDone(BatchRecord batch);
  }
}
