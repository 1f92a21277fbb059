package io.sequent.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sequent.Pipeline;
import io.sequent.Run;
import io.sequent.Sequent;
import io.sequent.common.UserError;
import io.sequent.common.config.Config;
import io.sequent.common.config.Setting;
import io.sequent.common.evaluation.Evaluation.MetricValue;
import io.sequent.common.evaluation.Metric;
import io.sequent.common.evaluation.Metrics;
import io.sequent.common.predict.Prediction;
import io.sequent.common.report.Table;
import io.sequent.common.task.Presets;
import io.sequent.common.task.Presets.Preset;
import io.sequent.common.task.Task;
import io.sequent.common.task.TaskDescription;
import io.sequent.common.task.TaskSettings;
import io.sequent.common.train.TrainingListener;
import io.sequent.common.train.history.History;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every task promises, checked on its sample, {@code samples/<name>} on the class path.
 *
 * <pre>{@code
 * class SentimentContractTest extends TaskContract {
 *   @Override
 *   protected Stream<Task<?, ?>> tasks() {
 *     return Stream.of(new SentimentTask());
 *   }
 *
 *   @Override
 *   protected List<String> input(Task<?, ?> task) {
 *     return List.of("A film to remember.");
 *   }
 * }
 * }</pre>
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class TaskContract {
  private static final int EPOCHS = 2;

  /** One small training per task serves several tests. */
  private final Map<String, Run> trained = new HashMap<>();

  private Path shared = Path.of("");

  @BeforeAll
  final void setFolder(@TempDir Path folder) {
    shared = folder;
  }

  /** The tasks to check. */
  protected abstract Stream<Task<?, ?>> tasks();

  /** Lines that the task predicts for, at least one prediction's worth. */
  protected abstract List<String> input(Task<?, ?> task);

  /** Settings that keep a training short, beside few epochs and examples; none by default. */
  protected Map<String, String> small(Task<?, ?> task) {
    return Map.of();
  }

  /** A training of seconds. */
  protected final Pipeline pipeline(Task<?, ?> task) {
    Pipeline pipeline =
        Sequent.task(task)
            .withData("sample")
            .with("epochs", EPOCHS)
            .with("max-train", 60)
            .with("max-test", 20)
            .with("seed", 7);
    for (Map.Entry<String, String> setting : small(task).entrySet()) {
      pipeline = pipeline.with(setting.getKey(), setting.getValue());
    }
    return pipeline;
  }

  private Run trained(Task<?, ?> task) {
    return trained.computeIfAbsent(task.name(), name -> pipeline(task).train(shared.resolve(name)));
  }

  @ParameterizedTest
  @MethodSource("tasks")
  void descriptionIsComplete(Task<?, ?> task) {
    TaskDescription description = task.description();
    assertThat(description.name()).matches("[a-z][a-z0-9]*");
    assertThat(description.summary()).isNotBlank().doesNotEndWith(".");
    assertThat(description.metrics().all()).extracting(Metric::name).doesNotHaveDuplicates();
    Config defaults = TaskSettings.defaults(task); // Fails on a name that stands twice.
    assertThat(
            Stream.concat(defaults.settings().stream(), description.predictionSettings().stream()))
        .allSatisfy(TaskContract::isDescribed);
    Metric deciding = TaskSettings.metric(task, defaults);
    assertThat(description.metrics().has(deciding.name())).isTrue();
  }

  private static void isDescribed(Setting<?> setting) {
    assertThat(setting.name()).matches("[a-z][a-z0-9-]*");
    assertThat(setting.help()).as(setting.name()).isNotBlank().doesNotEndWith(".");
    assertThat(setting.range()).as(setting.name()).isNotBlank();
  }

  @ParameterizedTest
  @MethodSource("tasks")
  void presetsAreAccepted(Task<?, ?> task) {
    for (Preset preset : Presets.of(task)) {
      Table settings = Sequent.task(task).withData("sample").withPreset(preset.name()).settings();
      Config config = TaskSettings.defaults(task).with(preset.values(), preset.name());
      assertThat(settings.rows().stream().map(row -> row.get(1)))
          .as(preset.name())
          .containsExactlyElementsOf(config.asText().values());
    }
  }

  @ParameterizedTest
  @MethodSource("tasks")
  void dataAndNetworkCanBeLookedAt(Task<?, ?> task) {
    assertThat(pipeline(task).data().sizes().rows()).hasSize(3);
    assertThat(pipeline(task).data().examples().rows()).isNotEmpty();
    assertThat(pipeline(task).describe().rows()).hasSizeGreaterThan(1);
  }

  @ParameterizedTest
  @MethodSource("tasks")
  void trainingLeavesAWholeRun(Task<?, ?> task) {
    assertThat(trained(task).folder())
        .isDirectoryContaining("glob:**/config.yaml")
        .isDirectoryContaining("glob:**/result.json")
        .isDirectoryContaining("glob:**/history.csv")
        .isDirectoryContaining("glob:**/model.zip")
        .isDirectoryContaining("glob:**/report.html")
        .isDirectoryNotContaining("glob:**/*.tmp")
        .isDirectoryNotContaining("glob:**/checkpoints");
  }

  @ParameterizedTest
  @MethodSource("tasks")
  void evaluationHasTheMetricsOfTheDescription(Task<?, ?> task) {
    Metrics described = task.description().metrics();
    List<MetricValue> values = trained(task).evaluate().values();
    assertThat(values).extracting(value -> value.metric().name()).contains("loss");
    assertThat(values)
        .allSatisfy(
            value -> assertThat(described.named(value.metric().name())).isEqualTo(value.metric()));
  }

  @ParameterizedTest
  @MethodSource("tasks")
  void sameSeedGivesTheSameFigures(Task<?, ?> task, @TempDir Path folder) {
    Run again = pipeline(task).train(folder.resolve("again"));
    assertThat(again.evaluate().metrics()).isEqualTo(trained(task).evaluate().metrics());
  }

  @ParameterizedTest
  @MethodSource("tasks")
  void interruptedTrainingResumesToTheSameFigures(Task<?, ?> task, @TempDir Path folder) {
    Path run = folder.resolve("run");
    assertThatThrownBy(() -> pipeline(task).train(run, new Interruption()))
        .isInstanceOf(Interruption.Interrupted.class);
    Run resumed = Sequent.resume(run, task);
    assertThat(resumed.evaluate().metrics()).isEqualTo(trained(task).evaluate().metrics());
  }

  @ParameterizedTest
  @MethodSource("tasks")
  void savedRunEvaluatesToItsFiguresWhereverItLies(Task<?, ?> task, @TempDir Path folder)
      throws IOException {
    copy(trained(task).folder(), folder.resolve("moved"));
    Run moved = Sequent.run(folder.resolve("moved"), task);
    assertThat(moved.evaluate().metrics()).isEqualTo(trained(task).evaluate().metrics());
  }

  @ParameterizedTest
  @MethodSource("tasks")
  void predictionsAreTheSameForASavedRunAndHaveJson(Task<?, ?> task) throws IOException {
    String[] lines = input(task).toArray(String[]::new);
    List<Prediction> predictions = trained(task).predict(lines);
    assertThat(predictions).isNotEmpty();
    for (Prediction prediction : predictions) {
      JsonNode json = json(prediction);
      assertThat(json.isObject()).isTrue();
      assertThat(json.size()).isPositive();
      assertThat(prediction.json()).doesNotContain("\n");
    }
    Run saved = Sequent.run(trained(task).folder(), task);
    assertThat(saved.predict(lines).stream().map(Prediction::json))
        .containsExactlyElementsOf(predictions.stream().map(Prediction::json).toList());
  }

  @ParameterizedTest
  @MethodSource("tasks")
  void mistakesAreOneLine(Task<?, ?> task, @TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "x");
    Path out = folder.resolve("out");
    for (Pipeline mistake :
        List.of(
            pipeline(task).withData(folder.resolve("none").toString()),
            pipeline(task).withData(Files.createDirectories(folder.resolve("empty")).toString()),
            pipeline(task).withData(file.toString()),
            pipeline(task).with("metric", "nosuch"))) {
      assertThatThrownBy(() -> mistake.train(out))
          .isInstanceOf(UserError.class)
          .message()
          .doesNotContain("\n");
      assertThat(out).doesNotExist();
    }
  }

  private static JsonNode json(Prediction prediction) throws IOException {
    return new ObjectMapper().readTree(prediction.json());
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }

  /** Ends a training after its first epoch, as a kill would. */
  private static final class Interruption implements TrainingListener {
    private static final class Interrupted extends RuntimeException {
      private static final long serialVersionUID = 1;
    }

    @Override
    public void epochDone(History history) {
      if (history.epochs().size() == 1) {
        throw new Interrupted();
      }
    }
  }
}
