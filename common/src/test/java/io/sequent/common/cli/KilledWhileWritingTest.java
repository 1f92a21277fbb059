package io.sequent.common.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sequent.common.io.KillPoints.Step;
import io.sequent.common.ledger.LedgerEntry;
import io.sequent.common.pretrained.EncoderFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** Commands that are killed again and again while they write, each time at another file. */
class KilledWhileWritingTest extends StudyCalls {
  // Dropout and Adam's moments make any lost state show.
  private static final String ROW =
      """
      task: stocks
      base: {dropout: 0.2, optimizer: adam, patience: 0, max-test: 20, max-train: 60}
      rows: [{name: one, set: {hidden: 4, epochs: 3}}]
      """;

  private static final String SPACE =
      """
      objective: mse
      base: {epochs: 2, patience: 0, max-train: 60, max-test: 10, dropout: 0.2}
      space: {hidden: {int: [4, 5]}}
      """;

  /** A moment and a part of the name of the file that is written then. */
  private record Kill(Step step, String file) {}

  @Test
  void studyEndsAsOneThatWasNotKilled() throws Exception {
    Path study = study("one", ROW);
    Path killed = Files.createDirectory(folder.resolve("killed"));
    Path whole = Files.createDirectory(folder.resolve("whole"));

    for (Kill kill :
        List.of(
            new Kill(Step.WRITTEN, "config.yaml"),
            new Kill(Step.WRITTEN, "epoch-001.tmp"),
            new Kill(Step.MOVED, "epoch-002.tmp/history.csv"),
            new Kill(Step.WRITTEN, "/.model.zip"),
            new Kill(Step.MOVED, "/model.zip"),
            new Kill(Step.WRITTEN, "/.result.json"),
            new Kill(Step.MOVED, "/result.json"),
            new Kill(Step.APPENDING, "ledger.jsonl"),
            new Kill(Step.APPENDED, "ledger.jsonl"))) {
      assertKilled(kill, call(killed, study));
    }
    assertThat(Call.of(List.of(), call(killed, study)).status()).isZero();
    assertThat(Call.of(List.of(), call(whole, study)).status()).isZero();

    assertThat(metrics(killed)).hasSize(1).isEqualTo(metrics(whole));
    assertThat(entries(killed)).hasSize(1);
    assertThat(leftovers(killed)).isEmpty();
  }

  @Test
  void searchEndsAsOneThatWasNotKilled() throws Exception {
    Path space = Files.writeString(folder.resolve("space.yaml"), SPACE);
    Path killed = Files.createDirectory(folder.resolve("killed"));
    Path whole = Files.createDirectory(folder.resolve("whole"));

    for (Kill kill :
        List.of(
            new Kill(Step.WRITTEN, ".search.json"),
            new Kill(Step.MOVED, "/search.json"),
            new Kill(Step.APPENDING, "ledger.jsonl"),
            new Kill(Step.APPENDED, "ledger.jsonl"))) {
      assertKilled(kill, search(killed, space));
    }
    assertThat(Call.of(List.of(), search(killed, space)).status()).isZero();
    assertThat(Call.of(List.of(), search(whole, space)).status()).isZero();

    assertThat(metrics(killed)).hasSize(2).isEqualTo(metrics(whole));
    assertThat(entries(killed)).extracting(LedgerEntry::configHash).doesNotHaveDuplicates();
    assertThat(leftovers(killed)).isEmpty();
  }

  /** Another encoder each time, for the states of one are kept for all. */
  @Test
  void trainingOnStatesEndsAsOneThatWasNotKilled() throws Exception {
    Path encoder = EncoderFiles.ofLetters(folder.resolve("encoder"), System.nanoTime());
    Path killed = folder.resolve("killed");
    Path whole = folder.resolve("whole");

    assertKilled(new Kill(Step.APPENDED, "000.states"), onStates(encoder, folder.resolve("a")));
    assertKilled(new Kill(Step.APPENDING, "000.states"), onStates(encoder, folder.resolve("b")));
    assertThat(Call.of(List.of(), onStates(encoder, killed)).status()).isZero();
    assertThat(Call.of(List.of(), onStates(encoder, whole)).status()).isZero();

    assertThat(hash(killed)).startsWith("SHA-256 ").isEqualTo(hash(whole));
  }

  /** Of the content of a run's model. */
  private static String hash(Path run) throws IOException {
    try (ZipFile model = new ZipFile(run.resolve("model.zip").toFile())) {
      return model.getComment();
    }
  }

  private static String[] onStates(Path encoder, Path out) {
    return new String[] {
      "train",
      "tweets",
      "--data=sample",
      "--encoder=" + encoder,
      "--encoder-layers=none",
      "--model=rnn",
      "--hidden=4",
      "--max-length=20",
      "--max-train=60",
      "--max-test=10",
      "--epochs=1",
      "--out=" + out
    };
  }

  private static String[] search(Path home, Path space) {
    return new String[] {
      "tune",
      "stocks",
      "--space=" + space,
      "--strategy=grid",
      "--trials=2",
      "--data=sample",
      "--ledger=" + ledger(home),
      "--runs=" + home.resolve("runs")
    };
  }

  private void assertKilled(Kill kill, String[] call) throws Exception {
    Path output = folder.resolve("output.txt");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:TieredStopAtLevel=1");
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), KilledMain.class.getName()));
    command.addAll(List.of(kill.step().name(), kill.file()));
    command.addAll(List.of(call));
    int status =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start()
            .waitFor();
    assertThat(status).as(kill + ": " + Files.readString(output)).isEqualTo(KilledMain.KILLED);
  }

  /** Temporary files, locks and checkpoints. */
  private static List<Path> leftovers(Path home) throws IOException {
    try (Stream<Path> files = Files.walk(home.resolve("runs"))) {
      return files
          .filter(file -> file.getFileName().toString().matches("\\..*|checkpoints"))
          .filter(file -> !file.toString().contains(".locks"))
          .toList();
    }
  }
}
