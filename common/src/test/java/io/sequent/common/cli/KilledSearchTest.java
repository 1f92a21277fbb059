package io.sequent.common.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sequent.common.ledger.Ledger;
import io.sequent.common.ledger.LedgerEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A search that two processes work on, both killed without warning, and started again. */
class KilledSearchTest {
  // Dropout and Adam's moments make any lost state show.
  private static final String SPACE =
      """
      objective: mse
      base: {epochs: 8, patience: 0, max-train: 200, max-test: 10, dropout: 0.2, layers: 2}
      space: {hidden: {int: [4, 7]}}
      """;

  @TempDir private Path folder;

  @Test
  void killedSearchOfTwoProcessesEndsAsOneThatWasNotAndTrainsNothingTwice() throws Exception {
    Path killed = Files.createDirectory(folder.resolve("killed"));
    Process one = start(killed, "one");
    Process other = start(killed, "other");
    try {
      awaitBothAtWork(killed, one, other);
    } finally {
      one.destroyForcibly();
      other.destroyForcibly();
      one.waitFor();
      other.waitFor();
    }
    assertThat(entries(killed)).hasSizeLessThan(4);

    // Several at once share the cores, which for networks as small as these is quicker.
    Call resumed = Call.of(List.of("--parallel=2"), call(killed));
    assertThat(resumed.status()).as(resumed.err()).isZero();
    Path whole = Files.createDirectory(folder.resolve("whole"));
    assertThat(Call.of(List.of("--parallel=2"), call(whole)).status()).isZero();

    assertThat(metrics(killed)).hasSize(4).isEqualTo(metrics(whole));
    assertThat(entries(killed)).extracting(LedgerEntry::configHash).doesNotHaveDuplicates();
    assertThat(resumed.out().lines().filter(line -> line.startsWith("best of ")).toList())
        .singleElement()
        .asString()
        .contains("best of 4 trials, 0 failed");
  }

  private String[] call(Path home) throws IOException {
    Path space = Files.writeString(folder.resolve("small.yaml"), SPACE);
    return new String[] {
      "tune",
      "stocks",
      "--space=" + space,
      "--strategy=grid",
      "--trials=4",
      "--data=sample",
      "--ledger=" + home.resolve("ledger.jsonl"),
      "--runs=" + home.resolve("runs")
    };
  }

  private Process start(Path home, String name) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:ActiveProcessorCount=1", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of(call(home)));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve(name + ".txt").toFile())
        .start();
  }

  /** Waits until two trials are being trained, each past its first epoch. */
  private void awaitBothAtWork(Path home, Process one, Process other) throws Exception {
    Instant end = Instant.now().plus(Duration.ofMinutes(3));
    while (unfinished(home).size() < 2) {
      assertThat(one.isAlive() && other.isAlive())
          .as(() -> "one has ended: " + progress())
          .isTrue();
      assertThat(Instant.now()).as(this::progress).isBefore(end);
      Thread.sleep(5);
    }
  }

  /** The run folders that have a checkpoint and no result. */
  private static List<Path> unfinished(Path home) throws IOException {
    List<Path> unfinished = new ArrayList<>();
    for (Path search : children(home.resolve("runs").resolve("tune"))) {
      for (Path run : children(search)) {
        if (Files.notExists(run.resolve("result.json"))
            && children(run.resolve("checkpoints")).stream()
                .anyMatch(path -> path.getFileName().toString().matches("epoch-\\d+"))) {
          unfinished.add(run);
        }
      }
    }
    return unfinished;
  }

  private static List<Path> children(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    } catch (NoSuchFileException e) {
      return List.of(); // Removed in between, as checkpoints of a finished run are.
    }
  }

  private String progress() {
    try {
      return Files.readString(folder.resolve("one.txt"))
          + Files.readString(folder.resolve("other.txt"));
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static List<LedgerEntry> entries(Path home) throws IOException {
    return Ledger.at(home.resolve("ledger.jsonl"), note -> {}).read();
  }

  /** By trial. */
  private static Map<String, Map<String, Map<String, Double>>> metrics(Path home)
      throws IOException {
    return entries(home).stream()
        .collect(Collectors.toMap(LedgerEntry::row, entry -> entry.run().metrics()));
  }
}
