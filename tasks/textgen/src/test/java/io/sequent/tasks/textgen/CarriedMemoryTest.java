package io.sequent.tasks.textgen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.sequent.common.UserError;
import io.sequent.common.config.Config;
import io.sequent.common.data.Batches;
import io.sequent.common.data.Vectorizer;
import io.sequent.common.evaluation.Evaluation;
import io.sequent.common.evaluation.ExampleScores;
import io.sequent.common.evaluation.Metric;
import io.sequent.common.inference.ModelEvaluation;
import io.sequent.common.network.engine.NativeThreads;
import io.sequent.common.task.Model;
import io.sequent.common.task.TaskSettings;
import io.sequent.common.train.Pretraining;
import io.sequent.common.train.Trainer;
import io.sequent.common.train.TrainingListener;
import io.sequent.common.train.TrainingListener.BatchRecord;
import io.sequent.common.train.TrainingOptions;
import io.sequent.common.train.history.History;
import io.sequent.common.train.history.History.EpochRecord;
import io.sequent.common.train.schedule.Schedule;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Text generation with {@link Memory#CARRIED}. */
class CarriedMemoryTest {
  private static final TextgenTask TASK = new TextgenTask();
  private static final int WINDOW = 10;
  private static final int[] TEXT =
      new SplittableRandom(1).ints(1007, 'a', 'f').toArray(); // 100 windows and a rest of 6.

  @TempDir private Path folder;

  @BeforeAll
  static void computeOnOneThread() {
    NativeThreads.single();
  }

  @ParameterizedTest
  @ValueSource(strings = {"rnn", "lstm", "gru"})
  void natsAreThoseOfOneLongWindowAndEachWindowHasItsShare(String cell) {
    Model<TextgenPreparation> model = model(Map.of("cell", cell, "layers", "2"));
    int[] text = Arrays.copyOf(TEXT, 298); // Too short for two streams.
    List<TextWindow> windows = TextWindow.of(text, WINDOW);
    assertThat(windows).hasSize(30);
    Evaluation carried = ModelEvaluation.of(TASK, model, windows);
    List<TextWindow> whole = TextWindow.of(text, text.length);
    Evaluation inOneGo = ModelEvaluation.of(TASK, model, whole);
    for (String metric : List.of("nats", "accuracy", "perplexity")) {
      assertThat(metric(carried, metric)).isCloseTo(metric(inOneGo, metric), within(1e-5));
    }
    ExampleScores scores = Objects.requireNonNull(carried.scores().get("nats"));
    assertThat(scores.size()).isEqualTo(windows.size());
    for (int i : new int[] {0, 1, 17, 29}) {
      int[] before = Arrays.copyOf(text, i * WINDOW + 1);
      int[] through = Arrays.copyOf(text, i * WINDOW + 1 + windows.get(i).length());
      double natsBefore = i == 0 ? 0 : nats(model, before);
      assertThat(scores.value(i, 0) * windows.get(i).length())
          .isCloseTo(nats(model, through) - natsBefore, within(1e-3));
    }
  }

  /** Of all characters but the first. */
  private static double nats(Model<TextgenPreparation> model, int[] text) {
    Evaluation evaluation = ModelEvaluation.of(TASK, model, TextWindow.of(text, text.length));
    return metric(evaluation, "nats") * (text.length - 1);
  }

  @Test
  void manyStreamsTellEachCharacterOnceAndDifferOnlyByTheirBeginnings() {
    Model<TextgenPreparation> model = model(Map.of());
    List<TextWindow> windows = TextWindow.of(TEXT, WINDOW);
    Evaluation streams = ModelEvaluation.of(TASK, model, windows);
    ExampleScores scores = Objects.requireNonNull(streams.scores().get("nats"));
    assertThat(scores.size()).isEqualTo(windows.size());
    double sum = 0;
    for (int i = 0; i < windows.size(); i++) {
      sum += scores.value(i, 0) * windows.get(i).length();
    }
    assertThat(metric(streams, "nats")).isCloseTo(sum / (TEXT.length - 1), within(1e-5));
    assertThat(metric(streams, "nats"))
        .isCloseTo(nats(model, TEXT) / (TEXT.length - 1), within(5e-3));
  }

  @Test
  void anEpochWithoutUpdatesHasTheLossOfTheWholeText() throws IOException {
    Model<TextgenPreparation> model = model(Map.of("batch-size", "1", "optimizer", "sgd"));
    List<TextWindow> windows = TextWindow.of(TEXT, WINDOW);
    History history = train(model, batches(model, windows), 0, 1, null, new Losses());
    assertThat(history.epochs().get(0).trainLoss())
        .isCloseTo(nats(model, TEXT) / (TEXT.length - 1), within(1e-5));
  }

  @Test
  void trainingDiffersFromOneWithoutItInTheInitialStatesAlone() throws IOException {
    List<TextWindow> windows = TextWindow.of(TEXT, WINDOW);
    Losses carried = new Losses();
    Losses empty = new Losses();
    Model<TextgenPreparation> one = model(Map.of());
    train(one, batches(one, windows), 0.01, 2, null, carried);
    Model<TextgenPreparation> other = model(Map.of());
    train(other, new NotCarried(batches(other, windows)), 0.01, 2, null, empty);
    assertThat(carried.values).hasSameSizeAs(empty.values).hasSize(2 * 13);
    assertThat(carried.values.get(0)).isEqualTo(empty.values.get(0));
    assertThat(carried.values.get(1)).isNotEqualTo(empty.values.get(1));
  }

  @Test
  void memoryIsEmptyAtTheStartOfAnEpoch() throws IOException {
    // Without updates; Adam makes some at a rate of 0, too.
    Model<TextgenPreparation> model = model(Map.of("optimizer", "sgd"));
    Losses losses = new Losses();
    List<TextWindow> windows = TextWindow.of(TEXT, WINDOW);
    train(model, batches(model, windows), 0, 2, null, losses);
    assertThat(losses.values.subList(13, 26)).isEqualTo(losses.values.subList(0, 13));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void resumedTrainingEndsWithTheSameWeights(boolean jitter) throws IOException {
    // Dropout and Adam's moments make any lost state show.
    Map<String, String> settings =
        Map.of("window-jitter", "" + jitter, "dense", "5", "dense-dropout", "0.2");
    Model<TextgenPreparation> through = model(settings);
    List<TextWindow> windows = TextWindow.of(TEXT, WINDOW);
    History whole =
        train(through, batches(through, windows), 0.01, 4, folder.resolve("a"), new Losses());

    Model<TextgenPreparation> killed = model(settings);
    Path checkpoints = folder.resolve("b");
    assertThatThrownBy(
            () ->
                train(
                    killed, batches(killed, windows), 0.01, 4, checkpoints, new DiesInEpochThree()))
        .hasMessage("killed");
    Model<TextgenPreparation> resumed = model(settings);
    History rest = train(resumed, batches(resumed, windows), 0.01, 4, checkpoints, new Losses());

    assertThat(resumed.network().params()).isEqualTo(through.network().params());
    assertThat(rest.epochs()).hasSize(4);
    assertThat(rest.epochs().stream().map(EpochRecord::trainLoss))
        .isEqualTo(whole.epochs().stream().map(EpochRecord::trainLoss).toList());
    assertThat(rest.epochs().stream().map(EpochRecord::validation))
        .isEqualTo(whole.epochs().stream().map(EpochRecord::validation).toList());
  }

  @Test
  void severalLayersPassesAndRecurrentDropoutTrainOnMixedWindows() throws IOException {
    Model<TextgenPreparation> model =
        model(
            Map.of(
                "window-jitter",
                "true",
                "embedding",
                "6",
                "passes",
                "2",
                "layers",
                "2",
                "recurrent-dropout",
                "0.1",
                "weight-averaging",
                "0.9"));
    INDArray before = model.network().params().dup();
    List<TextWindow> windows = TextWindow.of(TEXT, WINDOW);
    History history = train(model, batches(model, windows), 0.01, 3, null, new Losses());
    assertThat(history.epochs().get(2).trainLoss()).isLessThan(history.epochs().get(0).trainLoss());
    assertThat(model.network().params()).isNotEqualTo(before);
  }

  @Test
  void mixedWindowsNeedACarriedMemory() {
    Model<TextgenPreparation> model = model(Map.of());
    List<TextWindow> windows = TextWindow.of(TEXT, WINDOW);
    Config wrong = config(Map.of("memory", "window", "window-jitter", "true"));
    assertThatThrownBy(
            () -> TASK.data().batches(windows, TASK.vectorizer(model.preparation(), wrong), wrong))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("window-jitter")
        .hasMessageContaining("memory=carried");
    Config usual = config(Map.of("memory", "window"));
    assertThat(
            TASK.data()
                .batches(windows, TASK.vectorizer(model.preparation(), usual), usual)
                .consecutive())
        .isFalse();
    assertThat(TaskSettings.defaults(TASK).get(TextgenSettings.MEMORY)).isEqualTo(Memory.WINDOW);
  }

  private static Config config(Map<String, String> more) {
    Map<String, String> all = new HashMap<>();
    all.put("memory", "carried");
    all.put("window", "" + WINDOW);
    all.put("hidden", "6");
    all.put("embedding", "4");
    all.put("batch-size", "8");
    all.putAll(more);
    return TaskSettings.defaults(TASK).with(all, "");
  }

  private static Model<TextgenPreparation> model(Map<String, String> settings) {
    Config config = config(settings);
    TextgenPreparation preparation = TextgenPreparation.of(TextWindow.of(TEXT, WINDOW), false);
    MultiLayerNetwork network = new MultiLayerNetwork(TASK.network(preparation, config));
    network.init();
    return new Model<>(network, preparation, config);
  }

  private static Batches<TextWindow> batches(
      Model<TextgenPreparation> model, List<TextWindow> windows) {
    return model.batches(TASK, windows);
  }

  private static History train(
      Model<TextgenPreparation> model,
      Batches<TextWindow> batches,
      double rate,
      int epochs,
      @Nullable Path checkpoints,
      TrainingListener listener)
      throws IOException {
    List<TextWindow> validation = TextWindow.of(Arrays.copyOf(TEXT, 400), WINDOW);
    return new Trainer(
            new TrainingOptions(11, epochs, 0, Metric.lower("nats"), 0, Pretraining.NONE),
            Schedule.constant(rate),
            List.of(listener),
            checkpoints)
        .train(
            model.network(),
            batches,
            network -> ModelEvaluation.of(TASK, model, validation).metrics());
  }

  private static double metric(Evaluation evaluation, String name) {
    return Objects.requireNonNull(evaluation.metrics().get(name));
  }

  /** The same batches, said not to follow on each other. */
  private record NotCarried(Batches<TextWindow> batches) implements Batches<TextWindow> {
    @Override
    public int perEpoch() {
      return batches.perEpoch();
    }

    @Override
    public int examples() {
      return batches.examples();
    }

    @Override
    public List<List<TextWindow>> epoch(long seed, int epoch) {
      return batches.epoch(seed, epoch);
    }

    @Override
    public List<List<TextWindow>> forEvaluation() {
      return batches.forEvaluation();
    }

    @Override
    public boolean consecutive() {
      return false;
    }

    @Override
    public Vectorizer<TextWindow> vectorizer() {
      return batches.vectorizer();
    }
  }

  private static final class Losses implements TrainingListener {
    private final List<Double> values = new ArrayList<>();

    @Override
    public void batchDone(BatchRecord batch) {
      values.add(batch.loss());
    }
  }

  /** In the middle of the epoch, as a kill would be. */
  private static final class DiesInEpochThree implements TrainingListener {
    @Override
    public void batchDone(BatchRecord batch) {
      if (batch.epoch() == 3 && batch.batch() == 2) {
        throw new IllegalStateException("killed");
      }
    }
  }
}
