package io.sequent.common.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A training that is killed without warning, in a process of its own, loses at most one epoch. */
class KillAndResumeTest {
  // Dropout and Adam's moments make any lost state show.
  private static final String[] TRAINING = {
    "train",
    "stocks",
    "--data=sample",
    "--hidden=24",
    "--epochs=6",
    "--patience=0",
    "--dropout=0.2",
    "--schedule=plateau",
    "--optimizer=adam"
  };

  @TempDir private Path folder;

  @Test
  void killedAndResumedTrainingEndsWithTheWeightsOfAnUninterruptedOne() throws Exception {
    Path whole = folder.resolve("whole");
    Path killed = folder.resolve("killed");
    Call through = Call.of(List.of("--out=" + whole), TRAINING);
    assertThat(through.status()).as(through.err()).isZero();

    Process process = start("--out=" + killed);
    try {
      awaitEpoch(killed.resolve("checkpoints"), process);
    } finally {
      process.destroyForcibly().waitFor();
    }
    assertThat(killed.resolve("result.json")).doesNotExist();

    Call resumed = Call.of(List.of(), "train", "stocks", "--resume=" + killed);
    assertThat(resumed.status()).as(resumed.err()).isZero();
    assertThat(weights(killed)).isEqualTo(weights(whole));
    assertThat(killed.resolve("history.csv")).content().contains("\n6,");

    // As where it is killed right after its result.
    Files.createDirectories(killed.resolve("checkpoints").resolve("epoch-006"));
    Call again = Call.of(List.of(), "train", "stocks", "--resume=" + killed);
    assertThat(again.status()).isEqualTo(2);
    assertThat(again.err()).contains("finished already");
    assertThat(killed.resolve("checkpoints")).doesNotExist();
  }

  private Process start(String out) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(Stream.of(TRAINING).toList());
    command.add(out);
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("output.txt").toFile())
        .start();
  }

  /** Waits until the second epoch's checkpoint is there, so that the kill falls into the third. */
  private void awaitEpoch(Path checkpoints, Process process) throws Exception {
    Instant end = Instant.now().plus(Duration.ofMinutes(2));
    while (!Files.exists(checkpoints.resolve("epoch-002"))) {
      assertThat(process.isAlive()).as(() -> "the training ended by itself: " + output()).isTrue();
      assertThat(Instant.now()).as(this::output).isBefore(end);
      Thread.sleep(1);
    }
  }

  private String output() {
    try {
      return Files.readString(folder.resolve("output.txt"));
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static byte[] weights(Path run) throws IOException {
    try (ZipFile zip = new ZipFile(run.resolve("model.zip").toFile());
        InputStream in = zip.getInputStream(zip.getEntry("coefficients.bin"))) {
      return in.readAllBytes();
    }
  }
}
