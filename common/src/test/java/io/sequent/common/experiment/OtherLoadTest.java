package io.sequent.common.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OtherLoadTest {
  private static final long MILLIS = 1_000_000;

  @Test
  void withoutASampleNothingIsKnown() {
    assertThat(new OtherLoad().mean()).isEmpty();
  }

  @Test
  void shareOfOthersIsThereWhereTheyWorkAndNotWhereWeDo() throws Exception {
    // Whatever else runs on the machine while this is tested, one more process adds to it.
    double own = load(() -> spin(400 * MILLIS));
    Process other = busyProcess();
    double beside;
    try {
      beside = load(() -> Thread.sleep(400));
    } finally {
      other.destroyForcibly().waitFor();
    }
    int processors = Runtime.getRuntime().availableProcessors();
    assertThat(own).isBetween(0.0, 1.0);
    assertThat(beside).isBetween(0.5 / processors, 1.0);
  }

  @Test
  void shareIsOfTheWholeMachineWhereAProcessMayUseAPartOfIt() throws Exception {
    Process other = busyProcess();
    try {
      Process limited = process(Limited.class, "-XX:ActiveProcessorCount=1");
      String told = new String(limited.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int processors = Runtime.getRuntime().availableProcessors();
      assertThat(Double.parseDouble(told)).isBetween(0.3 / processors, 1.0);
    } finally {
      other.destroyForcibly().waitFor();
    }
  }

  @FunctionalInterface
  private interface Work {
    void run() throws InterruptedException;
  }

  private static double load(Work work) throws InterruptedException {
    OtherLoad load = new OtherLoad();
    work.run();
    load.sample();
    return load.mean().orElse(Double.NaN);
  }

  private static void spin(long nanos) {
    long end = System.nanoTime() + nanos;
    while (System.nanoTime() < end) {
      Thread.onSpinWait();
    }
  }

  private static Process busyProcess() throws IOException {
    Process process = process(Busy.class);
    assertThat(process.getInputStream().read()).isEqualTo('r');
    return process;
  }

  private static Process process(Class<?> main, String... options) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  /** Works for a moment and tells the share of others meanwhile. */
  static final class Limited {
    private Limited() {}

    public static void main(String[] arguments) throws InterruptedException {
      System.out.print(load(() -> spin(400 * MILLIS)));
    }
  }

  /** Keeps one processor at work until it is ended. */
  static final class Busy {
    private Busy() {}

    /** Says that it has begun, and works for a minute at most. */
    public static void main(String[] arguments) {
      System.out.print("r");
      System.out.flush();
      spin(60_000 * MILLIS);
    }
  }
}
