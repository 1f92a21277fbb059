package io.sequent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Trainings one after the other in one process leave nothing behind. {@code
 * -Dsequent.trainings=200} asks for so many of them; resident memory is compared from a hundred on,
 * after the first tenth, for until then Java loads and compiles.
 */
class SoakTest {
  private static final int TRAININGS = Integer.getInteger("sequent.trainings", 12);
  private static final int ENOUGH_FOR_MEMORY = 100;

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
    int few = TRAININGS >= ENOUGH_FOR_MEMORY ? TRAININGS / 10 : TRAININGS / 2;
    // The heap has its size from the start, and the optimising compiler, which takes and keeps some
    // tens of MiB of its own, is off: what is left to grow is native memory.
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms128m",
                "-Xmx128m",
                "-XX:+AlwaysPreTouch",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UseDynamicNumberOfCompilerThreads",
                "-Djava.io.tmpdir=" + Files.createDirectory(folder.resolve("tmp")),
                "-cp",
                System.getProperty("java.class.path"),
                TrainingsProbe.class.getName(),
                String.valueOf(few),
                String.valueOf(TRAININGS))
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertThat(process.waitFor()).as(Files.readString(output)).isZero();
    List<State> states = Files.readAllLines(output).stream().map(State::of).toList();
    State early = states.get(0);
    State late = states.get(1);

    assertThat(late.files()).isEqualTo(early.files());
    assertThat(late.threads()).isEqualTo(early.threads());
    assertThat(late.temporary()).isEqualTo(early.temporary());
    if (TRAININGS >= ENOUGH_FOR_MEMORY) {
      assertThat(late.memory()).isCloseTo(early.memory(), withinPercentage(5));
    }
  }
}
