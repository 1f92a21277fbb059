package io.sequent;

import io.sequent.common.network.engine.NativeMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A process of its own that trains, evaluates and predicts again and again, each time from the
 * start, and prints a line after so many trainings as each argument says: resident memory in KiB,
 * open files, threads, and files in the temporary folder.
 */
final class TrainingsProbe {
  private static final List<String> TASKS = List.of("stocks", "ner", "news", "textgen");

  private static final int MILLIS_TO_FREE = 200;
  private static final int LOOKS = 5;

  private TrainingsProbe() {}

  public static void main(String[] counts) throws IOException, InterruptedException {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    int done = 0;
    for (String count : counts) {
      for (; done < Integer.parseInt(count); done++) {
        Path folder = temporary.resolveSibling("run");
        train(TASKS.get(done % TASKS.size()), folder);
        delete(folder);
      }
      System.out.printf(
          "%d %d %d %d%n",
          settledMemory(),
          entries(Path.of("/proc/self/fd")),
          status("Threads"),
          entries(temporary));
    }
  }

  private static void train(String task, Path folder) {
    Run run =
        Sequent.task(task)
            .withData("sample")
            .withPreset("none")
            .with("epochs", 1)
            .with("hidden", 4)
            .with("max-train", 20)
            .with("max-test", 5)
            .train(folder);
    run.evaluate();
    if (!task.equals("stocks")) {
      run.predict("Олена Коваль живе у Львові.");
    }
  }

  /**
   * The least of several looks, each after arrays that nobody uses were freed, which JavaCPP does
   * in a thread of its own.
   */
  private static long settledMemory() throws IOException, InterruptedException {
    long least = Long.MAX_VALUE;
    for (int look = 0; look < LOOKS; look++) {
      System.gc();
      Thread.sleep(MILLIS_TO_FREE);
      NativeMemory.trim();
      least = Math.min(least, status("VmRSS"));
    }
    return least;
  }

  private static long status(String field) throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith(field + ":"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }

  private static long entries(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.count();
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
