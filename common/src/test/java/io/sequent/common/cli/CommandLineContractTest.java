package io.sequent.common.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sequent.OwnTasks;
import io.sequent.common.config.Config;
import io.sequent.common.config.ConfigFile;
import io.sequent.common.config.Setting;
import io.sequent.common.network.engine.Kernels;
import io.sequent.common.pretrained.EncoderFiles;
import io.sequent.common.run.RunRecord;
import io.sequent.common.task.Presets;
import io.sequent.common.task.Presets.Preset;
import io.sequent.common.task.Task;
import io.sequent.common.task.TaskSettings;
import io.sequent.common.task.Tasks;
import io.sequent.common.train.TrainingSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the command line does with every task, beside what the task itself promises ({@link
 * io.sequent.testkit.TaskContract}); a new task is checked without a line here.
 */
class CommandLineContractTest {
  private static final String[] SMALL = {
    "--data=sample", "--epochs=2", "--max-train=60", "--max-test=20", "--seed=7"
  };
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path REAL = Path.of("..", "shared", "data");

  /** One small training per task serves all tests. */
  private static final Map<String, Path> TRAINED = new HashMap<>();

  @TempDir static Path shared;
  @TempDir private Path folder;

  static Stream<String> tasks() {
    return Tasks.all().stream().map(Task::name);
  }

  private static Path trained(String task) {
    return TRAINED.computeIfAbsent(
        task,
        name -> {
          Path run = shared.resolve(name);
          Call call = Call.of(narrow(name, SMALL), "train", name, "--out=" + run);
          assertThat(call.status()).as(call.err()).isZero();
          assertThat(call.out()).contains("metric").contains("value");
          return run;
        });
  }

  @ParameterizedTest
  @MethodSource("tasks")
  void presetsAreTakenAndThereAreARecipeAndAFastOne(String name) throws IOException {
    Path encoder = EncoderFiles.ofLetters(folder.resolve("encoder"), 1);
    Task<?, ?> task = Tasks.named(name);
    boolean ours = OwnTasks.names().contains(name);
    assertThat(Presets.of(task))
        .extracting(Preset::name)
        .contains(ours ? new String[] {"recipe", "fast"} : new String[0]);
    for (Preset preset : Presets.of(task)) {
      // The encoders that presets name are not part of a usual build.
      boolean encodes = preset.values().containsKey("encoder");
      Call call =
          Call.of(
              encodes
                  ? List.of(
                      "--data=sample", "--max-train=20", "--max-length=20", "--encoder=" + encoder)
                  : List.of("--data=sample", "--max-train=20"),
              "describe",
              name,
              "--preset=" + preset.name());
      assertThat(call.status()).as(call.err()).isZero();
      assertThat(call.err()).contains("preset " + preset.name() + ": ");
      assertThat(call.out()).contains(preset.describe());
    }
  }

  @ParameterizedTest
  @MethodSource("tasks")
  void trainingLeavesAWholeRun(String name) throws IOException {
    Path run = trained(name);
    assertThat(run)
        .isDirectoryContaining("glob:**/config.yaml")
        .isDirectoryContaining("glob:**/result.json")
        .isDirectoryContaining("glob:**/history.csv")
        .isDirectoryContaining("glob:**/model.zip")
        .isDirectoryContaining("glob:**/run.log")
        .isDirectoryContaining("glob:**/gradients.csv")
        .isDirectoryContaining("glob:**/test-scores.json")
        .isDirectoryContaining("glob:**/*.png")
        .isDirectoryNotContaining("glob:**/*.tmp")
        .isDirectoryNotContaining("glob:**/checkpoints");
    RunRecord result = RunRecord.read(run.resolve("result.json"));
    Config defaults = TaskSettings.defaults(Tasks.named(name));
    assertThat(result.metrics()).containsOnlyKeys("validation", "test");
    assertThat(result.metrics().get("test"))
        .containsKeys("loss", defaults.get(TrainingSettings.METRIC));
    assertThat(result.metrics().get("validation"))
        .containsKey(result.training().selectedBy().orElseThrow());
    assertThat(result.sample()).isTrue();
    assertThat(result.training().epochs()).hasValue(2);
    assertThat(result.training().bestEpoch().orElseThrow()).isBetween(1, 2);
    assertThat(result.times().predictionsPerSecond().orElse(0) > 0).isEqualTo(Kernels.usesOneDnn());
    assertThat(result.config()).containsEntry("max-train", "60").containsEntry("seed", "7");
    assertThat(result.provenance().data()).isNotEmpty();
    assertThat(Files.readAllLines(run.resolve("history.csv"))).hasSize(3);
  }

  @ParameterizedTest
  @MethodSource("tasks")
  void reportIsOnePageThatNeedsNothingElse(String name) throws IOException {
    Path run = trained(name);
    String html = Files.readString(run.resolve("report.html"));
    assertThat(html.replace("xmlns=\"http://www.w3.org/2000/svg\"", ""))
        .doesNotContain("http:", "https:", "src=", "@import", "<script");
    assertThat(html)
        .contains("On the bundled sample, whose figures mean nothing.")
        .contains(">Figures<", ">Test set<", ">Training<", ">Settings<", ">Provenance<")
        .contains("<title>Gradients by ")
        .contains("<dt>max-train</dt><dd>60</dd>");
    RunRecord result = RunRecord.read(run.resolve("result.json"));
    Map<String, Double> test = Objects.requireNonNull(result.metrics().get("test"));
    test.forEach(
        (metric, value) ->
            assertThat(html)
                .containsPattern(
                    "<td>%s</td>\\s*<td class=\"figure\">[^<]*</td>\\s*<td class=\"figure\">%s<"
                        .formatted(Pattern.quote(metric), Pattern.quote(text(value)))));
    assertThat(html).contains(result.provenance().dataHash());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "news    | <title>Classes",
        "tweets  | <title>Precision and recall of hate",
        "news    | <title>Length in words: 100.0% not truncated",
        "ner     | <caption>Entities",
        "ner     | <title>Length in tokens: 100.0% not truncated",
        "stocks  | <title>ALFA, close and forecast",
        "stocks  | <title>BRAVO, residuals",
        "stocks  | <td>baseline.mse</td>",
        "stocks  | <title>ALFA, close<",
        "textgen | <title>Characters: ",
        "textgen | >Texts written by the model<",
      })
  void reportShowsWhatTheTaskIsAbout(String name, String part) throws IOException {
    assertThat(Files.readString(trained(name).resolve("report.html"))).contains(part);
  }

  @ParameterizedTest
  @MethodSource("tasks")
  void evaluationOfTheRunFolderAloneGivesItsTestFigures(String name) throws IOException {
    Path moved = folder.resolve("moved");
    copy(trained(name), moved);
    Call call = Call.of(List.of(), "evaluate", name, "--run=" + moved);
    assertThat(call.status()).as(call.err()).isZero();
    Map<String, Double> test =
        Objects.requireNonNull(RunRecord.read(moved.resolve("result.json")).metrics().get("test"));
    List<String> lines = call.out().lines().map(String::strip).toList();
    test.forEach(
        (metric, value) ->
            assertThat(lines)
                .anyMatch(line -> line.matches(Pattern.quote(metric) + "\\s+" + text(value))));
  }

  /** A metric as the console shows it. */
  private static String text(double value) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.4f", value);
  }

  @ParameterizedTest
  @MethodSource("tasks")
  void describeShowsLayersAndSettings(String name) {
    Call call = Call.of(List.of(), "describe", name, "--data=sample", "--batch-size=12");
    assertThat(call.status()).as(call.err()).isZero();
    assertThat(call.out())
        .contains("parameters")
        .contains("input")
        .containsPattern("batch-size +12");
  }

  @ParameterizedTest
  @MethodSource("tasks")
  void configFileThatIsWrittenHoldsTheDefaultsAndIsTaken(String name) throws IOException {
    Path file = folder.resolve("c.yaml");
    assertThat(Call.of(List.of(), "init-config", name, "--out=" + file).status()).isZero();
    Config defaults = TaskSettings.defaults(Tasks.named(name));
    Map<String, String> read = ConfigFile.read(file);
    assertThat(read.remove("task")).isEqualTo(name);
    assertThat(defaults.with(read, "").asText()).isEqualTo(defaults.asText());
    assertThat(read.keySet())
        .containsExactlyElementsOf(defaults.settings().stream().map(Setting::name).toList());
    Call call = Call.of(List.of(), "describe", name, "--data=sample", "--config=" + file);
    assertThat(call.status()).as(call.err()).isZero();
  }

  @ParameterizedTest
  @MethodSource("tasks")
  void mistakesEndWithStatusTwoAndOneLineAndNothingWritten(String name) throws IOException {
    Path out = folder.resolve("out");
    String where = "--out=" + out;
    Path file = Files.writeString(folder.resolve("file"), "x");
    Path empty = Files.createDirectory(folder.resolve("empty"));
    List.of(
            List.of("--data=" + folder.resolve("none"), "none"),
            List.of("--data=" + empty, "empty"),
            List.of("--data=" + file, "file"),
            List.of("--epochs=0", "epochs"),
            List.of("--epochs=many", "epochs"),
            List.of("--epoch=3", "epoch"),
            List.of("--optimizer=adamm", "optimizer"),
            List.of("--metric=nosuch", "nosuch"),
            List.of("--preset=rezipe", "rezipe"),
            List.of("--config=" + folder.resolve("none.yaml"), "none.yaml"))
        .forEach(
            mistake -> {
              List<String> sample =
                  mistake.get(0).startsWith("--data") ? List.of() : List.of("--data=sample");
              Call call = Call.of(sample, "train", name, where, mistake.get(0));
              assertThat(call.status()).as(mistake + ": " + call.err()).isEqualTo(2);
              assertThat(call.err()).contains("error: ").contains(mistake.get(1));
              assertThat(call.errors()).as(mistake.toString()).hasSize(1);
              assertThat(call.err()).doesNotContain("\tat ");
              assertThat(out).doesNotExist();
            });
  }

  @ParameterizedTest
  @MethodSource("tasks")
  void folderThatIsNotEmptyIsNotOverwritten(String name) throws IOException {
    Files.writeString(folder.resolve("mine.txt"), "x");
    Call call = Call.of(List.of("--data=sample"), "train", name, "--out=" + folder);
    assertThat(call.status()).isEqualTo(2);
    assertThat(call.err()).contains("not empty");
    assertThat(folder).isDirectoryNotContaining("glob:**/config.yaml");
  }

  @ParameterizedTest
  @MethodSource("tasks")
  void runOfAnotherTaskIsRefused(String name) {
    String other = tasks().filter(task -> !task.equals(name)).findFirst().orElseThrow();
    Call call = Call.of(List.of(), "evaluate", name, "--run=" + trained(other));
    assertThat(call.status()).isEqualTo(2);
    assertThat(call.err()).contains("'" + other + "'").contains("'" + name + "'");
  }

  @ParameterizedTest
  @MethodSource("tasks")
  void preparationThatDoesNotFitTheModelIsRefused(String name) throws IOException {
    Path broken = folder.resolve("broken");
    copy(trained(name), broken);
    // Another task's network in this task's folder.
    String other = tasks().filter(task -> !task.equals(name)).findFirst().orElseThrow();
    Files.delete(broken.resolve("model.zip"));
    Files.copy(trained(other).resolve("model.zip"), broken.resolve("model.zip"));
    Call call = Call.of(List.of(), "evaluate", name, "--run=" + broken);
    assertThat(call.status()).as(call.err()).isEqualTo(2);
    assertThat(call.err()).contains("model.zip");
  }

  @ParameterizedTest
  @MethodSource("tasks")
  void settingsCanBeGivenAsSystemProperties(String name) throws IOException {
    Path run = folder.resolve("properties");
    Map<String, String> given =
        new HashMap<>(Map.of("task", name, "data", "sample", "epochs", "1", "batch-size", "4"));
    given.putAll(Map.of("max-train", "30", "max-test", "10", "out", run.toString()));
    Call call = Call.ofProperties(given);
    assertThat(call.status()).as(call.err()).isZero();
    JsonNode result = JSON.readTree(run.resolve("result.json").toFile());
    assertThat(result.at("/config/batch-size").asText()).isEqualTo("4");
  }

  @ParameterizedTest
  @MethodSource("tasks")
  void sliceOfTheRealDataTrainsWhereThereIsACopy(String name) {
    Path real = REAL.resolve(Tasks.named(name).data().source().folder());
    assumeTrue(Files.isDirectory(real), "no copy of the real data at " + real);
    Path run = folder.resolve("real");
    Call call =
        Call.of(
            narrow(name, "--epochs=1", "--max-train=60", "--max-test=20"),
            "train",
            name,
            "--data=" + real,
            "--out=" + run);
    assertThat(call.status()).as(call.err()).isZero();
    assertThat(RunRecord.read(run.resolve("result.json")).sample()).isFalse();
  }

  /** A small network, where the task has one of that kind. */
  private static List<String> narrow(String task, String... more) {
    boolean hasHidden =
        TaskSettings.of(Tasks.named(task)).stream().map(Setting::name).anyMatch("hidden"::equals);
    return Stream.concat(Stream.of(more), hasHidden ? Stream.of("--hidden=8") : Stream.<String>of())
        .toList();
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }
}
