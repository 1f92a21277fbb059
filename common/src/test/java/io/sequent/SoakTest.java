package io.sequent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Trainings one after the other in one process leave nothing behind. {@code
 * -Dsequent.trainings=200} asks for so many of them; resident memory is compared from a hundred on,
 * after the first tenth, for until then Java loads and compiles: the least of the second tenth with
 * the least of the last one. The C library has two arenas here, for with one for each thread it
 * keeps some tens of MiB of partly used pages that go up and down, and hide what is looked for.
 */
class SoakTest {
  private static final int TRAININGS = Integer.getInteger("sequent.trainings", 12);
  private static final int ENOUGH_FOR_MEMORY = 100;
  private static final int PARTS = 10;
  private static final int PERCENT = 5;
  private static final int OTHER_THREADS = 2;

  @TempDir private Path folder;

  /** What the process has after so many trainings. */
  private record State(long memory, long files, long threads, long temporary) {
    static State of(String line) {
      List<Long> numbers = Stream.of(line.split(" ")).map(Long::valueOf).toList();
      return new State(numbers.get(0), numbers.get(1), numbers.get(2), numbers.get(3));
    }
  }

  @Test
  void processIsAfterManyTrainingsAsItWasAfterAFew() throws Exception {
    assumeTrue(Files.exists(Path.of("/proc/self/status")), "no /proc to read the state from");
    Path output = folder.resolve("output.txt");
    List<Integer> counts =
        TRAININGS < ENOUGH_FOR_MEMORY
            ? List.of(TRAININGS / 2, TRAININGS)
            : Stream.concat(counts(TRAININGS / PARTS), counts(TRAININGS - TRAININGS / PARTS))
                .toList();
    // The heap has its size from the start, and the optimising compiler, which takes and keeps some
    // tens of MiB of its own, is off: what is left to grow is native memory.
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms128m",
                "-Xmx128m",
                "-XX:+AlwaysPreTouch",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UseDynamicNumberOfCompilerThreads",
                "-Djava.io.tmpdir=" + Files.createDirectory(folder.resolve("tmp")),
                "-cp",
                System.getProperty("java.class.path"),
                TrainingsProbe.class.getName()));
    counts.forEach(count -> command.add(String.valueOf(count)));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().put("MALLOC_ARENA_MAX", "2");
    Process process = builder.start();
    assertThat(process.waitFor()).as(Files.readString(output)).isZero();
    List<State> states = Files.readAllLines(output).stream().map(State::of).toList();
    State early = states.get(0);
    State late = states.get(states.size() - 1);

    assertThat(late.files()).isEqualTo(early.files());
    // Java starts some of its own late, or ends them; one a training would be many more.
    assertThat(late.threads()).isLessThanOrEqualTo(early.threads() + OTHER_THREADS);
    assertThat(late.temporary()).isEqualTo(early.temporary());
    if (TRAININGS >= ENOUGH_FOR_MEMORY) {
      int half = states.size() / 2;
      assertThat(least(states.subList(half, states.size())))
          .as(() -> "KiB: " + states.stream().map(State::memory).toList())
          .isCloseTo(least(states.subList(0, half)), withinPercentage(PERCENT));
    }
  }

  /** Ten numbers, evenly over a tenth of the trainings. */
  private static Stream<Integer> counts(int first) {
    return IntStream.rangeClosed(1, PARTS)
        .mapToObj(part -> first + part * TRAININGS / (PARTS * PARTS));
  }

  private static long least(List<State> states) {
    return states.stream().mapToLong(State::memory).min().orElseThrow();
  }
}
