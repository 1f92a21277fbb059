package io.sequent.common.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sequent.Run;
import io.sequent.Sequent;
import io.sequent.common.UserError;
import io.sequent.common.config.Config;
import io.sequent.common.config.ConfigFile;
import io.sequent.common.data.DataLocation;
import io.sequent.common.data.Mutations;
import io.sequent.common.data.Splits;
import io.sequent.common.evaluation.ExampleScores;
import io.sequent.common.evaluation.Metric;
import io.sequent.common.experiment.DataChoice;
import io.sequent.common.experiment.TrainingStart;
import io.sequent.common.io.Sha256;
import io.sequent.common.ledger.Ledger;
import io.sequent.common.run.RunFolder;
import io.sequent.common.study.engine.LocalEngine;
import io.sequent.common.study.results.ResultPages;
import io.sequent.common.task.Task;
import io.sequent.common.task.TaskSettings;
import io.sequent.common.task.Tasks;
import io.sequent.common.train.Pretraining;
import io.sequent.common.train.Toy;
import io.sequent.common.train.Trainer;
import io.sequent.common.train.TrainingOptions;
import io.sequent.common.train.display.GradientFlow;
import io.sequent.common.train.schedule.Schedule;
import io.sequent.common.tune.Tuning;
import io.sequent.common.tune.Tuning.SearchSetup;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.learning.config.Sgd;

/**
 * Damaged and hostile files of every kind end in a result or in a message for users, whatever they
 * hold: what is read from a user, and each file that a run, a study, a search or the ledger leaves
 * behind.
 */
class FuzzTest {
  private static final Path RUNS = Path.of("common/src/test/resources/saved-runs");
  private static final Path RESOURCES = Path.of("resources");
  private static final String STUDY = "stocks-losses";
  private static final String GRADIENTS = "gradients.csv";
  private static final String ERROR = "error: ";
  private static final int LINES = 60;

  @TempDir private Path folder;

  private static void fuzz(Path file, Mutations.Reading reading) throws IOException {
    Mutations.read(file, Files.readAllBytes(file), Mutations.OF_A_KIND, reading);
  }

  /** Does something as the command line does; throws the message that it would show. */
  private static void guarded(Main.Step step) {
    ByteArrayOutputStream shown = new ByteArrayOutputStream();
    PrintStream err = new PrintStream(shown, true, StandardCharsets.UTF_8);
    int status = Main.guarded(step, new Console(InputStream.nullInputStream(), err, err));
    String message = shown.toString(StandardCharsets.UTF_8).strip();
    if (status == Main.USER_ERROR) {
      assertThat(message).startsWith(ERROR).hasLineCount(1);
      throw new UserError(message.substring(ERROR.length()));
    }
    assertThat(status).as(message).isZero();
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> tree = Files.walk(from)) {
      for (Path file : tree.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "news, train.csv",
    "news, test.csv",
    "ner, train.iob2.tsv",
    "sentiment, train.csv",
    "stocks, ALFA.csv",
    "textgen, tales.txt",
    "tweets, hate_offensive.csv"
  })
  void data(String task, String name) throws IOException {
    Path data = folder.resolve("data");
    copy(RESOURCES.resolve("samples").resolve(task), data);
    Path file = data.resolve(name);
    Files.write(file, Files.readAllLines(file).stream().limit(LINES).toList());
    Task<?, ?> of = Tasks.named(task);
    fuzz(file, damaged -> guarded(() -> check(of, TaskSettings.defaults(of), data)));
  }

  private static <E> void check(Task<E, ?> task, Config config, Path data) throws IOException {
    Splits<E> splits = TrainingStart.read(task, config, DataChoice.of(task, data.toString()));
    assertThat(task.data().view().check(splits, config).render()).isNotBlank();
  }

  @Test
  void configuration() throws IOException {
    Path file = folder.resolve("c.yaml");
    Files.copy(RESOURCES.resolve("configs/stocks-lstm.yaml"), file);
    Task<?, ?> task = Tasks.named("stocks");
    Path data = RESOURCES.resolve("samples/stocks");
    fuzz(
        file,
        damaged ->
            guarded(
                () -> {
                  Map<String, String> given = ConfigFile.read(damaged);
                  given.keySet().removeAll(Set.of("task", "data"));
                  Config config = TaskSettings.defaults(task).with(given, damaged.toString());
                  check(task, config, data);
                }));
  }

  @ParameterizedTest
  @CsvSource({
    "ner, config.yaml",
    "ner, tags.txt",
    "ner, vocabulary.txt",
    "news, classes.txt",
    "news, model.zip",
    "sentiment-linear, texts.json",
    "tweets, texts.json",
    "stocks, config.yaml",
    "stocks, scaler.json",
    "textgen, vocabulary.txt"
  })
  void fileOfAModel(String name, String part) throws IOException {
    Path run = folder.resolve("run");
    copy(RUNS.resolve(name), run);
    Path input = run.resolve("input.txt");
    String[] lines =
        Files.exists(input) ? Files.readAllLines(input).toArray(String[]::new) : new String[0];
    fuzz(
        run.resolve(part),
        damaged ->
            guarded(
                () -> {
                  Run saved = Sequent.run(run);
                  (lines.length == 0 ? saved.with("length", 20) : saved).predict(lines);
                }));
  }

  @ParameterizedTest
  @CsvSource({"result.json", "history.csv"})
  void recordOfARun(String part) throws IOException {
    Path folderOfRun = folder.resolve("run");
    copy(RUNS.resolve("stocks"), folderOfRun);
    fuzz(
        folderOfRun.resolve(part),
        damaged ->
            guarded(
                () -> {
                  Run run = Sequent.run(folderOfRun);
                  assertThat(run.curves()).isNotEmpty();
                  assertThat(Sequent.compare(run, run).rows()).hasSize(2);
                }));
  }

  /** One epoch more of a training that was killed after its first. */
  @ParameterizedTest
  @CsvSource({"checkpoints/epoch-001/model.zip", "checkpoints/epoch-001/history.csv", GRADIENTS})
  void fileOfATrainingToResume(String part) throws IOException {
    Path run = folder.resolve("run");
    train(run, 1);
    Path copy = folder.resolve("copy");
    fuzz(
        run.resolve(part),
        damaged -> {
          new RunFolder(copy).delete();
          copy(run, copy);
          guarded(() -> train(copy, 2));
        });
  }

  private static void train(Path run, int epochs) throws IOException {
    MultiLayerNetwork network = Toy.network(new Sgd());
    TrainingOptions options =
        new TrainingOptions(3, epochs, 0, Metric.ACCURACY, 0, Pretraining.NONE);
    GradientFlow gradients = new GradientFlow(network, run.resolve(GRADIENTS));
    new Trainer(options, Schedule.constant(0.1), List.of(gradients), run.resolve("checkpoints"))
        .train(network, Toy.batches(8), Toy.validation());
  }

  @ParameterizedTest
  @CsvSource({"data.sha256", "test-scores.json"})
  void smallFileOfARun(String part) throws IOException {
    RunFolder run = new RunFolder(folder.resolve("run"));
    run.writeDataHash(Sha256.of("data"));
    run.writeTestScores(
        Map.of(
            "accuracy",
            ExampleScores.of(new double[] {0, 1, 1}),
            "loss",
            ExampleScores.of(new double[] {0.25, 0.5, 1000})));
    fuzz(
        run.path().resolve(part),
        damaged ->
            guarded(
                () -> {
                  assertThat(run.readDataHash()).hasSize(64);
                  run.readTestScores().values().forEach(ExampleScores::decode);
                }));
  }

  private void writeLedger() throws IOException {
    String lines =
        Files.readAllLines(Path.of("results/ledger.jsonl")).stream()
            .filter(line -> line.contains('"' + STUDY + '"'))
            .collect(Collectors.joining("\n", "", "\n"));
    Files.writeString(folder.resolve("ledger.jsonl"), lines);
  }

  private Path writeStudy() throws IOException {
    Path studies = Files.createDirectories(folder.resolve("studies"));
    return Files.copy(
        RESOURCES.resolve("studies").resolve(STUDY + ".yaml"), studies.resolve(STUDY + ".yaml"));
  }

  private void results() {
    guarded(
        () ->
            ResultPages.read(folder.resolve("studies"), folder.resolve("ledger.jsonl"), note -> {})
                .write(folder.resolve("results"), folder.resolve("README.md")));
  }

  @Test
  void study() throws IOException {
    writeLedger();
    fuzz(writeStudy(), damaged -> results());
  }

  @Test
  void ledger() throws IOException {
    writeStudy();
    writeLedger();
    fuzz(folder.resolve("ledger.jsonl"), damaged -> results());
  }

  /** All trials are refused before their training: the sample has no such long windows. */
  private void tune(Path space) throws IOException {
    Task<?, ?> task = Tasks.named("stocks");
    DataLocation data = DataChoice.of(task, "sample");
    PrintStream silent =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    SearchSetup setup =
        new SearchSetup(
            data,
            Ledger.at(folder.resolve("ledger.jsonl"), note -> {}),
            folder.resolve("runs"),
            new LocalEngine(1, silent),
            silent);
    Tuning.of(
            task,
            Map.of("space", space.toString(), "trials", "1", "strategy", "random"),
            Map.of("window", "5000"))
        .run(setup, "sample", silent);
  }

  @Test
  void space() throws IOException {
    Path file = folder.resolve("s.yaml");
    Files.copy(RESOURCES.resolve("spaces/stocks.yaml"), file);
    fuzz(file, damaged -> guarded(() -> tune(damaged)));
  }

  @Test
  void search() throws IOException {
    Path space = folder.resolve("s.yaml");
    Files.copy(RESOURCES.resolve("spaces/stocks.yaml"), space);
    tune(space);
    try (Stream<Path> files = Files.walk(folder.resolve("runs"))) {
      Path search = files.filter(file -> file.endsWith("search.json")).findFirst().orElseThrow();
      fuzz(search, damaged -> guarded(() -> tune(space)));
    }
  }
}
