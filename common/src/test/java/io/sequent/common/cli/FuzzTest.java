package io.sequent.common.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sequent.Run;
import io.sequent.Sequent;
import io.sequent.common.UserError;
import io.sequent.common.data.DataLocation;
import io.sequent.common.data.Mutations;
import io.sequent.common.experiment.DataChoice;
import io.sequent.common.ledger.Ledger;
import io.sequent.common.run.RunFolder;
import io.sequent.common.task.Task;
import io.sequent.common.task.Tasks;
import io.sequent.common.tune.Tuning;
import io.sequent.common.tune.Tuning.SearchSetup;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Damaged and hostile files of every kind end in a result or in a message for users, whatever they
 * hold: what is read from a user, and each file that a run, a study, a search or the ledger leaves
 * behind.
 */
class FuzzTest {
  private static final Path RUNS = Path.of("common/src/test/resources/saved-runs");
  private static final Path RESOURCES = Path.of("resources");
  private static final String STUDY = "stocks-losses";
  private static final int LINES = 60;

  @TempDir private Path folder;

  private static void fuzz(Path file, Mutations.Reading reading) throws IOException {
    Mutations.read(file, Files.readAllBytes(file), Mutations.OF_A_KIND, reading);
  }

  /** Calls the command line; throws its message where it has one. */
  private static void call(String... arguments) {
    Call call = Call.of(List.of(), arguments);
    if (call.status() == Main.USER_ERROR) {
      assertThat(call.errors()).as(call.err()).hasSize(1);
      throw new UserError(call.errors().get(0).substring("error: ".length()));
    }
    assertThat(call.err()).doesNotContain("internal error");
    assertThat(call.status()).as(call.err()).isIn(0, Main.FINDINGS);
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
    fuzz(file, damaged -> call("check", task, "--data=" + data));
  }

  @Test
  void configuration() throws IOException {
    Path file = folder.resolve("c.yaml");
    Files.copy(RESOURCES.resolve("configs/stocks-lstm.yaml"), file);
    fuzz(file, damaged -> call("check", "stocks", "--data=sample", "--config=" + damaged));
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
    String task = name.replaceFirst("-.*", "");
    String input = task.equals("textgen") ? "--length=20" : "--input=" + run.resolve("input.txt");
    fuzz(run.resolve(part), damaged -> call("predict", task, "--run=" + run, input));
  }

  @ParameterizedTest
  @CsvSource({"result.json", "history.csv"})
  void recordOfARun(String part) throws IOException {
    Path folderOfRun = folder.resolve("run");
    copy(RUNS.resolve("stocks"), folderOfRun);
    fuzz(
        folderOfRun.resolve(part),
        damaged -> {
          Run run = Sequent.run(folderOfRun);
          assertThat(run.curves()).isNotEmpty();
          assertThat(Sequent.compare(run, run).rows()).hasSize(2);
        });
  }

  @ParameterizedTest
  @CsvSource({
    "config.yaml",
    "data.sha256",
    "gradients.csv",
    "scaler.json",
    "checkpoints/epoch-001/model.zip",
    "checkpoints/epoch-001/history.csv"
  })
  void fileOfATrainingToResume(String part) throws IOException {
    Path run = folder.resolve("run");
    killedTraining(run);
    Path copy = folder.resolve("copy");
    fuzz(
        run.resolve(part),
        damaged -> {
          new RunFolder(copy).delete();
          copy(run, copy);
          call("train", "stocks", "--resume=" + copy);
        });
  }

  /** A training as a kill after its only epoch leaves it. */
  private static void killedTraining(Path run) throws IOException {
    call("train", "stocks", "--data=sample", "--epochs=1", "--max-train=20", "--out=" + run);
  }

  @Test
  void testScores() throws IOException {
    Path run = folder.resolve("run");
    killedTraining(run);
    RunFolder of = new RunFolder(run);
    fuzz(of.testScores(), damaged -> of.readTestScores());
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
    call(
        "results",
        "--studies=" + folder.resolve("studies"),
        "--ledger=" + folder.resolve("ledger.jsonl"),
        "--results=" + folder.resolve("results"),
        "--readme=" + folder.resolve("README.md"));
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
            1,
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
    fuzz(file, this::tune);
  }

  @Test
  void search() throws IOException {
    Path space = folder.resolve("s.yaml");
    Files.copy(RESOURCES.resolve("spaces/stocks.yaml"), space);
    tune(space);
    try (Stream<Path> files = Files.walk(folder.resolve("runs"))) {
      Path search = files.filter(file -> file.endsWith("search.json")).findFirst().orElseThrow();
      fuzz(search, damaged -> tune(space));
    }
  }
}
