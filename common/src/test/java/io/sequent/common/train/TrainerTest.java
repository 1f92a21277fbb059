package io.sequent.common.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sequent.common.UserError;
import io.sequent.common.data.Batches;
import io.sequent.common.data.ShuffledBatches;
import io.sequent.common.evaluation.Metric;
import io.sequent.common.train.Trainer.Validation;
import io.sequent.common.train.TrainingListener.BatchRecord;
import io.sequent.common.train.TrainingListener.TrainingExtent;
import io.sequent.common.train.history.History;
import io.sequent.common.train.history.History.EpochRecord;
import io.sequent.common.train.schedule.Schedule;
import io.sequent.common.train.schedule.Schedules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.AdaDelta;
import org.nd4j.linalg.learning.config.Adam;

class TrainerTest {
  private static final int EXAMPLES = 40;

  private final Path folder;

  TrainerTest(@TempDir Path folder) {
    this.folder = folder;
  }

  static Stream<Schedule> schedules() {
    int batches = Toy.batches(EXAMPLES).perEpoch();
    return Stream.of(
        // Accuracy seldom moves on so few examples: reductions do happen.
        Schedules.impatientPlateau(0.02, Metric.ACCURACY),
        Schedules.oneCycle(0.05, 4, batches),
        Schedules.chain(
            Schedules.impatientPlateau(0.02, Metric.ACCURACY), 3, Schedule.constant(0.03)));
  }

  @ParameterizedTest
  @MethodSource("schedules")
  void resumedTrainingEndsWithTheSameWeights(Schedule schedule) throws IOException {
    MultiLayerNetwork through = Toy.network(new Adam(0.02));
    History whole = train(through, schedule, 4, folder.resolve("through"));
    INDArray lastThrough = lastParameters(folder.resolve("through"), through);

    MultiLayerNetwork killed = Toy.network(new Adam(0.02));
    Path checkpoints = folder.resolve("killed");
    assertThatThrownBy(
            () ->
                trainer(schedule, 4, 0, Metric.ACCURACY, checkpoints, new DiesIn(3))
                    .train(killed, Toy.batches(EXAMPLES), Toy.validation()))
        .hasMessage("killed");
    MultiLayerNetwork resumed = Toy.network(new Adam(0.02));
    History rest = train(resumed, schedule, 4, checkpoints);

    assertThat(lastParameters(checkpoints, resumed)).isEqualTo(lastThrough);
    assertThat(resumed.params()).isEqualTo(through.params());
    assertThat(rest.epochs()).hasSize(4);
    assertThat(rest.epochs().stream().map(TrainerTest::withoutTime))
        .isEqualTo(whole.epochs().stream().map(TrainerTest::withoutTime).toList());
  }

  @Test
  void halfWrittenCheckpointIsIgnoredAndRemoved() throws IOException {
    train(Toy.network(new Adam(0.02)), Schedule.constant(0.02), 2, folder);
    Path partial = Files.createDirectories(folder.resolve("epoch-003.tmp"));
    Files.writeString(partial.resolve("model.zip"), "half");

    MultiLayerNetwork resumed = Toy.network(new Adam(0.02));
    assertThat(train(resumed, Schedule.constant(0.02), 3, folder).epochs()).hasSize(3);

    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left.map(path -> path.getFileName().toString())).containsExactly("epoch-003");
    }
  }

  @Test
  void checkpointOfAnotherNetworkIsRefused() throws IOException {
    train(Toy.network(new Adam(0.02)), Schedule.constant(0.02), 1, folder);
    MultiLayerNetwork other =
        Toy.network(new Adam(0.02), new LastTimeStep(new LSTM.Builder().nIn(1).nOut(8).build()), 8);
    assertThatThrownBy(() -> train(other, Schedule.constant(0.02), 2, folder))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("epoch-001")
        .hasMessageContaining("another network");
  }

  @Test
  void learnsToRecognisePositiveSums() throws IOException {
    LSTM layer = new LSTM.Builder().nIn(1).nOut(4).build();
    MultiLayerNetwork network = Toy.network(new Adam(), new LastTimeStep(layer), 4);
    History history =
        trainer(Schedule.constant(0.05), 5, 0, Metric.LOSS, null, new Recorder())
            .train(network, Toy.batches(200), Toy.validation());
    assertThat(history.best().orElseThrow().validation().get("accuracy")).isGreaterThan(0.85);
    assertThat(history.epochs().get(4).trainLoss()).isLessThan(history.epochs().get(0).trainLoss());
    assertThat(network.getEpochCount()).isEqualTo(5);
  }

  @Test
  void sameSeedGivesSameWeightsAndAnotherSeedOthers() throws IOException {
    INDArray first = trainedWithSeed(1);
    assertThat(trainedWithSeed(1)).isEqualTo(first);
    assertThat(trainedWithSeed(2)).isNotEqualTo(first);
  }

  private static INDArray trainedWithSeed(long seed) throws IOException {
    MultiLayerNetwork network = Toy.network(new Adam(0.02));
    new Trainer(
            new TrainingOptions(seed, 2, 0, Metric.LOSS, 0, Pretraining.NONE),
            Schedule.constant(0.02),
            List.of(),
            null)
        .train(network, Toy.batches(EXAMPLES), Toy.validation());
    return network.params();
  }

  @Test
  void bestWeightsAreThereAtTheEndAndPatienceEndsTheTraining() throws IOException {
    MultiLayerNetwork network = Toy.network(new Adam(0.02));
    List<INDArray> seen = new ArrayList<>();
    Iterator<Double> losses = DoubleStream.of(3, 1, 2, 1, 5, 0).iterator();
    Validation validation =
        validated -> {
          seen.add(validated.params().dup());
          return Map.of("loss", losses.next());
        };
    History history =
        trainer(Schedule.constant(0.02), 6, 3, Metric.LOSS, folder, new Recorder())
            .train(network, Toy.batches(EXAMPLES), validation);

    assertThat(history.epochs()).hasSize(5);
    assertThat(history.best().orElseThrow().epoch()).isEqualTo(2);
    assertThat(network.params()).isEqualTo(seen.get(1));
    // Resuming what has stopped trains no more and gives the same weights.
    MultiLayerNetwork again = Toy.network(new Adam(0.02));
    trainer(Schedule.constant(0.02), 6, 3, Metric.LOSS, folder, new Recorder())
        .train(again, Toy.batches(EXAMPLES), validation);
    assertThat(seen).hasSize(5);
    assertThat(again.params()).isEqualTo(seen.get(1));
  }

  @Test
  void divergenceNamesEpochAndBatchAndKeepsTheLastCheckpoint() {
    Schedule explodes = Schedules.jump(1e-3, 1, 1e15);
    assertThatThrownBy(() -> train(Toy.regression(), explodes, 3, folder))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("epoch 2, batch ")
        .hasMessageContaining("not finite")
        .hasMessageContaining("gradient clipping")
        .hasMessageContaining("epoch-001")
        .message()
        .hasLineCount(1);
    assertThat(folder.resolve("epoch-001")).isDirectory();
  }

  @Test
  void nonFiniteNumberInTheDataIsNamedWithItsPlace() {
    List<Toy.Sequence> examples =
        List.of(new Toy.Sequence(List.of(1.0)), new Toy.Sequence(List.of(0.5, Double.NaN)));
    Batches<Toy.Sequence> batches = new ShuffledBatches<>(examples, new Toy.ToyVectorizer(), 8);
    Schedule schedule = Schedule.constant(0.02);
    MultiLayerNetwork network = Toy.regression();
    INDArray before = network.params().dup();
    assertThatThrownBy(
            () ->
                trainer(schedule, 1, 0, Metric.LOSS, null, new Recorder())
                    .train(network, batches, Toy.validation()))
        .isInstanceOf(UserError.class)
        .message()
        .containsPattern(
            "epoch 1, batch 1: the input of the batch contains NaN at \\[[01], 0, 1\\]; expected finite")
        .doesNotContain("learning rate");
    assertThat(network.params()).isEqualTo(before);
  }

  @Test
  void unknownMetricIsNamedWithTheNearestOne() {
    assertThatThrownBy(
            () ->
                trainer(
                        Schedule.constant(0.02),
                        1,
                        0,
                        Metric.higher("acuracy"),
                        null,
                        new Recorder())
                    .train(Toy.network(new Adam(0.02)), Toy.batches(9), Toy.validation()))
        .isInstanceOf(UserError.class)
        .hasMessage("setting 'metric': unknown metric 'acuracy', did you mean 'accuracy'?");
  }

  @Test
  void updaterWithoutLearningRateTrains() throws IOException {
    MultiLayerNetwork network = Toy.network(new AdaDelta());
    INDArray before = network.params().dup();
    train(network, Schedules.cosine(0.02, 2, 8), 2, folder);
    assertThat(network.params()).isNotEqualTo(before);
  }

  @Test
  void listenersHearEachStepOnce() throws IOException {
    Recorder recorder = new Recorder();
    trainer(Schedule.constant(0.02), 2, 0, Metric.LOSS, null, recorder)
        .train(Toy.network(new Adam(0.02)), Toy.batches(20), Toy.validation());
    assertThat(recorder.events)
        .containsExactly(
            "start 1 2 3 20",
            "batch 1 1",
            "batch 1 2",
            "batch 1 3",
            "epoch 1",
            "batch 2 1",
            "batch 2 2",
            "batch 2 3",
            "epoch 2",
            "end 2");
  }

  private static History train(
      MultiLayerNetwork network, Schedule schedule, int epochs, @Nullable Path checkpoints)
      throws IOException {
    return trainer(schedule, epochs, 0, Metric.ACCURACY, checkpoints, new Recorder())
        .train(network, Toy.batches(EXAMPLES), Toy.validation());
  }

  private static Trainer trainer(
      Schedule schedule,
      int epochs,
      int patience,
      Metric metric,
      @Nullable Path checkpoints,
      TrainingListener listener) {
    return new Trainer(
        new TrainingOptions(11, epochs, patience, metric, 0, Pretraining.NONE),
        schedule,
        List.of(listener),
        checkpoints);
  }

  /** The weights after the last epoch, which need not be the best ones. */
  private static INDArray lastParameters(Path checkpoints, MultiLayerNetwork like)
      throws IOException {
    MultiLayerNetwork network = like.clone();
    Checkpoint.latest(checkpoints).orElseThrow().restore(network);
    return network.params();
  }

  private static EpochRecord withoutTime(EpochRecord epoch) {
    return new EpochRecord(
        epoch.epoch(), epoch.learningRate(), epoch.trainLoss(), 0, epoch.validation());
  }

  /** Fails in the middle of an epoch, as a kill would. */
  private record DiesIn(int epoch) implements TrainingListener {
    @Override
    public void batchDone(BatchRecord batch) {
      if (batch.epoch() == epoch && batch.batch() == 2) {
        throw new IllegalStateException("killed");
      }
    }
  }

  private static final class Recorder implements TrainingListener {
    private final List<String> events = new ArrayList<>();

    @Override
    public void trainingStarted(TrainingExtent extent) {
      events.add(
          "start %d %d %d %d"
              .formatted(
                  extent.firstEpoch(), extent.epochs(), extent.batches(), extent.examples()));
    }

    @Override
    public void batchDone(BatchRecord batch) {
      events.add("batch " + batch.epoch() + " " + batch.batch());
    }

    @Override
    public void epochDone(History history) {
      events.add("epoch " + history.epochs().size());
    }

    @Override
    public void trainingEnded(History history) {
      events.add("end " + history.epochs().size());
    }
  }
}
