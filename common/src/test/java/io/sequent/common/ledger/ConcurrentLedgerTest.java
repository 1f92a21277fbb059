package io.sequent.common.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.sequent.common.run.RunRecord;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several writers of one ledger, threads and processes. */
class ConcurrentLedgerTest {
  @TempDir private Path folder;
  private Path file;
  private final List<String> notes = new ArrayList<>();

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("ledger.jsonl");
  }

  @Test
  void threadsLoseNothingWhetherTheyShareALedgerOrNot() throws Exception {
    int threads = 4;
    int runs = 25;
    Ledger shared = Ledger.at(file, notes::add);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<?>> done = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        String name = "t" + t + "-";
        Ledger ledger = t % 2 == 0 ? shared : Ledger.at(file, notes::add);
        done.add(
            pool.submit(
                () -> {
                  for (int i = 0; i < runs; i++) {
                    ledger.append(Entries.full(name + i));
                    assertThat(ledger.find(name + i, "data", RunRecord.Scope.TEST)).isPresent();
                  }
                  return null;
                }));
      }
      for (Future<?> future : done) {
        future.get();
      }
    } finally {
      pool.shutdownNow();
    }
    assertThat(shared.read())
        .extracting(LedgerEntry::configHash)
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, threads).boxed().flatMap(t -> names("t" + t + "-", runs)).toList());
    assertThat(notes).isEmpty();
  }

  @Test
  void processesLoseNothing() throws Exception {
    int runs = 40;
    List<Process> writers =
        List.of(
            start("p0-", runs, folder.resolve("told0")),
            start("p1-", runs, folder.resolve("told1")),
            start("p2-", runs, folder.resolve("told2")));
    for (Process writer : writers) {
      String errors = new String(writer.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(writer.waitFor()).as(errors).isZero();
      assertThat(errors).isEmpty();
    }
    assertThat(Ledger.at(file, notes::add).read())
        .extracting(LedgerEntry::configHash)
        .containsExactlyInAnyOrderElementsOf(
            Stream.of("p0-", "p1-", "p2-").flatMap(name -> names(name, runs)).toList());
    assertThat(notes).isEmpty();
  }

  @Test
  void lineThatAnotherProcessIsStillWritingIsNotTakenForTorn() throws Exception {
    byte[] line = LedgerLine.of(Entries.full("slow"));
    Path told = folder.resolve("told");
    Process writer;
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      channel.lock();
      channel.write(ByteBuffer.wrap(line, 0, 100));
      writer = start("p", 1, told);
      while (Files.size(told) == 0) {
        assertThat(writer.isAlive()).isTrue();
        Thread.sleep(1);
      }
      Thread.sleep(300);
      assertThat(told).hasContent(LedgerWriter.READY);
      assertThat(channel.size()).isEqualTo(100);
      channel.write(ByteBuffer.wrap(line, 100, line.length - 100));
    }
    assertThat(writer.waitFor()).isZero();
    assertThat(writer.getErrorStream()).isEmpty();
    assertThat(Ledger.at(file, notes::add).read())
        .extracting(LedgerEntry::configHash)
        .containsExactly("slow", "p0");
    assertThat(notes).isEmpty();
  }

  @Test
  void killedProcessLosesNothingThatItHadAppended() throws Exception {
    List<String> appended = new ArrayList<>();
    for (int kill = 0; kill < 3; kill++) {
      Path told = folder.resolve("told" + kill);
      Process writer = start("k" + kill + "-", Integer.MAX_VALUE, told);
      try {
        while (Files.size(told) < 100) {
          assertThat(writer.isAlive()).isTrue();
          Thread.sleep(1);
        }
      } finally {
        writer.destroyForcibly().waitFor();
      }
      Files.readAllLines(told).stream()
          .filter(line -> !line.equals(LedgerWriter.READY))
          .forEach(appended::add);
      Ledger ledger = Ledger.at(file, notes::add);
      ledger.append(Entries.finished("after" + kill));
      appended.add("after" + kill);
    }
    // One more may be there that was not told of before the kill.
    assertThat(Ledger.at(file, notes::add).read())
        .extracting(LedgerEntry::configHash)
        .containsAll(appended)
        .hasSizeBetween(appended.size(), appended.size() + 3);
  }

  private static Stream<String> names(String prefix, int count) {
    return IntStream.range(0, count).mapToObj(i -> prefix + i);
  }

  /** Starts a writer; what it has appended stands in {@code told}, a line each. */
  private Process start(String name, int runs, Path told) throws IOException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            LedgerWriter.class.getName(),
            file.toString(),
            name,
            String.valueOf(runs));
    return new ProcessBuilder(command).redirectOutput(told.toFile()).start();
  }
}
