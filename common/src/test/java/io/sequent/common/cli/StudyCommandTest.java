package io.sequent.common.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sequent.common.io.Claim;
import io.sequent.common.ledger.Ledger;
import io.sequent.common.ledger.LedgerEntry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Studies run by the command line: killed, resumed, with rows that fail. */
class StudyCommandTest extends StudyCalls {
  /** A short row and one that is long enough to be killed; dropout makes any lost state show. */
  private static final String TWO_ROWS =
      """
      task: stocks
      base: {dropout: 0.2, optimizer: adam, patience: 0, max-test: 20}
      rows:
        - {name: short, set: {hidden: 4, epochs: 1, max-train: 60}}
        - {name: long, set: {hidden: 8, epochs: 5, max-train: 200}}
      """;

  private static final String ONE_ROW =
      """
      task: stocks
      rows: [{name: one, set: {hidden: 4, epochs: 1, max-train: 20, max-test: 5}}]
      """;

  @Test
  void runThatAnotherCommandIsTrainingIsWaitedForAndNotTrainedTwice() throws Exception {
    Path first = study("first", ONE_ROW);
    Path second = study("second", ONE_ROW);
    Path other = Files.createDirectory(folder.resolve("other"));
    assertThat(Call.of(List.of(), call(other, first)).status()).isZero();
    LedgerEntry trained = entries(other).get(0);

    Ledger ledger = Ledger.at(ledger(folder), note -> {});
    ByteArrayOutputStream notes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(notes, true, StandardCharsets.UTF_8);
    Console console = new Console(InputStream.nullInputStream(), out, out);
    CompletableFuture<Integer> status;
    try (Claim claim = ledger.claim(trained.configHash(), trained.dataHash()).orElseThrow()) {
      assertThat(claim).isNotNull();
      status =
          CompletableFuture.supplyAsync(
              () -> Main.run(call(folder, second), new Properties(), console));
      while (!notes.toString(StandardCharsets.UTF_8).contains("which is waited for")) {
        assertThat(status).isNotDone();
        Thread.sleep(5);
      }
      ledger.append(trained);
    }
    assertThat(status.get()).as(notes.toString(StandardCharsets.UTF_8)).isZero();
    assertThat(notes.toString(StandardCharsets.UTF_8)).contains("was trained by another process");
    assertThat(entries(folder)).hasSize(1);
  }

  @Test
  void rowIsLeftOutUntilWhatItNeedsIsThere() throws IOException {
    Path weights = folder.resolve("weights");
    Path study =
        study(
            "needs",
            """
            task: stocks
            base: {hidden: 4, max-train: 20, max-test: 5}
            rows:
              - {name: one, set: {epochs: 1}}
              - {name: other, set: {epochs: 2}, needs: '%s'}
            """
                .formatted(weights));
    Call without = Call.of(List.of(), call(folder, study));
    assertThat(without.status()).as(without.err()).isZero();
    assertThat(without.err())
        .contains(
            "other: left out, it needs " + weights + ", which is not there",
            "1 runs, 0 recorded, 1 to do");
    assertThat(without.out()).contains("0 of 1");
    assertThat(entries(folder)).extracting(LedgerEntry::row).containsExactly("one");

    Files.createFile(weights);
    assertThat(Call.of(List.of(), call(folder, study)).status()).isZero();
    assertThat(entries(folder)).extracting(LedgerEntry::row).containsExactly("one", "other");
    Files.delete(weights);
    Call recorded = Call.of(List.of(), call(folder, study));
    assertThat(recorded.err()).contains("2 runs, 2 recorded, 0 to do").doesNotContain("left out");
  }

  @Test
  void killedStudyGoesOnWhereItWasAndRecordsEachRunOnce() throws Exception {
    Path study = study("two", TWO_ROWS);
    Path killed = Files.createDirectory(folder.resolve("killed"));
    Process process = start(call(killed, study));
    try {
      awaitSecondEpochOfTheLongRow(killed, process);
    } finally {
      process.destroyForcibly().waitFor();
    }
    assertThat(entries(killed)).extracting(LedgerEntry::row).containsExactly("short");

    // Several at once share the cores, which for networks as small as these is quicker.
    Call resumed = Call.of(List.of("--parallel=2"), call(killed, study));
    assertThat(resumed.status()).as(resumed.err()).isZero();
    assertThat(resumed.err())
        .contains("2 runs, 1 recorded, 1 to do", "long, seed 42: epoch 5,")
        .doesNotContain("epoch 1,");
    assertThat(entries(killed)).extracting(LedgerEntry::row).containsExactly("short", "long");

    Path whole = Files.createDirectory(folder.resolve("whole"));
    assertThat(Call.of(List.of("--parallel=2"), call(whole, study)).status()).isZero();
    assertThat(metrics(killed)).hasSize(2).isEqualTo(metrics(whole));
    assertThat(entries(killed).get(1).history()).hasSize(5);

    // A line is lost, as when the kill falls between the run's end and it.
    List<String> lines = Files.readAllLines(ledger(killed));
    Files.writeString(ledger(killed), lines.get(0) + "\n");
    Call recorded = Call.of(List.of(), call(killed, study));
    assertThat(recorded.status()).as(recorded.err()).isZero();
    assertThat(recorded.err())
        .contains("long, seed 42: found finished in ", "2 runs, 2 recorded, 0 to do")
        .doesNotContain("epoch");
    assertThat(Files.readAllLines(ledger(killed)).stream().map(line -> withoutTime(line)))
        .containsExactlyElementsOf(lines.stream().map(line -> withoutTime(line)).toList());
  }

  @Test
  void longerOfTwoRunsGoesOnFromTheShorterOneAndEndsAsIfTrainedByItself() throws IOException {
    String base =
        "task: stocks\nbase: {hidden: 4, dropout: 0.2, patience: 0, max-train: 60}\nrows:\n";
    String three = "  - {name: three, set: {epochs: 3}}\n";
    Path alone = study("alone", base + three);
    Path home = Files.createDirectory(folder.resolve("home"));
    assertThat(Call.of(List.of("--parallel=2"), call(home, alone)).status()).isZero();

    Call both =
        run(study("both", base + three + "  - {name: one, set: {epochs: 1}}\n"), "--parallel=2");
    assertThat(both.status()).as(both.err()).isZero();
    assertThat(both.err())
        .contains("one, seed 42: epoch 1,", "three, seed 42: epoch 2,")
        .doesNotContain("three, seed 42: epoch 1,");
    assertThat(entries(folder)).extracting(LedgerEntry::row).containsExactly("one", "three");
    assertThat(entries(folder).get(1).history()).hasSize(3);
    assertThat(metrics(folder).get("three")).isEqualTo(metrics(home).get("three"));
    try (Stream<Path> files = Files.walk(folder.resolve("runs"))) {
      assertThat(files).noneMatch(path -> path.endsWith("checkpoints"));
    }
  }

  @Test
  void longerRunWhoseLearningRateLooksAheadBeginsFromTheStart() throws IOException {
    Path study =
        study(
            "cosine",
            """
            task: stocks
            base: {hidden: 4, max-train: 60, schedule: cosine}
            axes: {epochs: [1, 2]}
            """);
    Call call = run(study, "--parallel=2");
    assertThat(call.status()).as(call.err()).isZero();
    assertThat(call.err()).contains("2, seed 42: epoch 1,", "2, seed 42: epoch 2,");
  }

  private static String withoutTime(String line) {
    return line.replaceFirst("\"time\":\"[^\"]*\"", "");
  }

  private Process start(String... call) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:ActiveProcessorCount=1");
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of(call));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("output.txt").toFile())
        .start();
  }

  private void awaitSecondEpochOfTheLongRow(Path home, Process process) throws Exception {
    Path runs = home.resolve("runs").resolve("studies").resolve("two");
    Instant end = Instant.now().plus(Duration.ofMinutes(2));
    while (!hasSecondEpoch(runs)) {
      assertThat(process.isAlive()).as(() -> "the study ended by itself: " + output()).isTrue();
      assertThat(Instant.now()).as(this::output).isBefore(end);
      Thread.sleep(1);
    }
  }

  private static boolean hasSecondEpoch(Path runs) throws IOException {
    if (!Files.isDirectory(runs)) {
      return false;
    }
    try (Stream<Path> folders = Files.list(runs)) {
      return folders
          .filter(run -> run.getFileName().toString().startsWith("long"))
          .anyMatch(run -> Files.exists(run.resolve("checkpoints").resolve("epoch-002")));
    }
  }

  private String output() {
    try {
      return Files.readString(folder.resolve("output.txt"));
    } catch (IOException e) {
      return e.toString();
    }
  }

  @Test
  void runThatWasTrainedByItselfIsAdoptedIfSettingsAndDataAreTheSame() throws IOException {
    Call trained =
        Call.of(
            List.of("--hidden=4", "--epochs=1", "--max-train=30", "--max-test=10"),
            "train",
            "stocks",
            "--data=sample",
            "--out=" + folder.resolve("runs").resolve("mine"));
    assertThat(trained.status()).as(trained.err()).isZero();
    String base = "task: stocks\nbase: {hidden: 4, epochs: 1, max-train: 30, max-test: 10}\n";
    String refused = "  - {name: other, set: {window: 5000}}\n";
    Path study = study("adopts", base + "rows:\n  - name: same\n" + refused);

    Call call = run(study);
    assertThat(call.status()).as(call.err()).isZero();
    assertThat(call.err())
        .contains("same, seed 42: found finished in " + folder.resolve("runs").resolve("mine"))
        .doesNotContain("epoch");
    assertThat(entries(folder))
        .extracting(entry -> entry.row() + " " + entry.status())
        .containsExactly("same finished", "other failed");
    assertThat(entries(folder).get(0).scores()).containsKey("mape");
    assertThat(entries(folder).get(0).history()).hasSize(1);
  }

  @Test
  void rowThatFailsIsRecordedWithItsReasonAndTheOthersGoOn() throws IOException {
    Path study =
        study(
            "fails",
            """
            task: stocks
            base: {hidden: 4, max-train: 60, max-test: 10}
            rows:
              - name: diverges
                set: {target: raw-price, optimizer: sgd, learning-rate: 10, dense: 8,
                      activation: relu, batch-size: 4, epochs: 9}
              - {name: refused, set: {window: 5000}}
              - {name: fine, set: {epochs: 1}}
            """);
    Call call = run(study, "--parallel=2");
    assertThat(call.status()).as(call.err()).isZero();
    List<LedgerEntry> entries = entries(folder);
    assertThat(entries)
        .extracting(entry -> entry.row() + " " + entry.status())
        .containsExactlyInAnyOrder("diverges failed", "refused failed", "fine finished");
    assertThat(entries)
        .filteredOn(entry -> !entry.finished())
        .allSatisfy(entry -> assertThat(entry.run().metrics()).isEmpty())
        .extracting(entry -> entry.failure().orElseThrow())
        .allSatisfy(reason -> assertThat(reason).doesNotContain("\n"))
        .anySatisfy(reason -> assertThat(reason).contains("training diverged"))
        .anySatisfy(reason -> assertThat(reason).contains("700 trading days"));
    assertThat(call.err()).contains("3 runs, 1 of them new, 2 failed");
    assertThat(call.out().lines().map(String::strip))
        .anyMatch(line -> line.matches("diverges +failed +failed +0 of 1"))
        .anyMatch(line -> line.matches("1 +fine .* 1"));

    Call again = run(study);
    assertThat(again.err()).contains("3 runs, 3 recorded, 0 to do");
    assertThat(entries(folder)).isEqualTo(entries);
    assertThat(again.out()).isEqualTo(call.out());
  }

  @Test
  void failedRunsAreTriedAgainOnlyIfAsked() throws IOException {
    Path study = study("refused", REFUSED);
    assertThat(run(study).status()).isZero();
    assertThat(entries(folder)).hasSize(3);
    assertThat(run(study).status()).isZero();
    assertThat(entries(folder)).hasSize(3);
    assertThat(run(study, "--retry-failed").status()).isZero();
    assertThat(entries(folder))
        .extracting(LedgerEntry::row)
        .containsExactly("expensive", "cheap", "middle", "expensive", "cheap", "middle");
  }

  @Test
  void cheapestRunsComeFirstIfAsked() throws IOException {
    assertThat(run(study("refused", REFUSED), "--cheapest-first").status()).isZero();
    assertThat(entries(folder))
        .extracting(LedgerEntry::row)
        .containsExactly("cheap", "middle", "expensive");
  }

  @Test
  void partsRunOneAfterTheOtherEachOnItsData() throws IOException {
    String small = "base: {hidden: 4, epochs: 1, max-train: 30, max-test: 10}";
    Path study =
        study(
            "both",
            """
            seeds: [7]
            parts:
              - {task: stocks, data: sample, %s, rows: [{name: prices}]}
              - {task: ner, data: sample, preset: fast, %s, rows: [{name: names}]}
            """
                .formatted(small, small));
    Call refused = run(study);
    assertThat(refused.status()).isEqualTo(2);
    assertThat(refused.err().lines())
        .containsExactly(
            "error: setting 'data': " + study + " has 2 parts on data of their own, expected none");
    assertThat(ledger(folder)).doesNotExist();

    Call both = runOnItsData(study);
    assertThat(both.status()).as(both.err()).isZero();
    assertThat(entries(folder))
        .extracting(
            run -> run.study() + " " + run.row() + " " + run.run().task() + " " + run.run().seed())
        .containsExactly("both prices stocks 7", "both names ner 7");
    assertThat(entries(folder).get(1).run().config()).containsEntry("output", "crf");
    assertThat(both.err()).contains("study both-stocks: 1 runs", "study both-ner: 1 runs");
    assertThat(folder.resolve("runs/studies/both-stocks/report.html")).isNotEmptyFile();
    assertThat(folder.resolve("runs/studies/both-ner/report.html")).isNotEmptyFile();
    assertThat(runOnItsData(study).err()).contains("both-ner: 1 runs, 1 recorded, 0 to do");
  }
}
