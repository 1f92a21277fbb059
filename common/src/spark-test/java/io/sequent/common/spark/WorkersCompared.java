package io.sequent.common.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long a study takes in one process of one core, and on a cluster of one and of two workers of
 * one core (docs/cluster.md). Nothing else should run.
 */
public final class WorkersCompared {
  private static final int RUNS = 12;

  /** Trainings of some seconds. */
  private static final String STUDY =
      """
      task: stocks
      base: {patience: 0, epochs: 260, hidden: 64, layers: 2}
      seeds: 6
      axes: {cell: [gru, lstm]}
      """;

  private static final Pattern BEGUN_AND_ENDED = Pattern.compile("study done: .*, in (.*)");

  private WorkersCompared() {}

  /** An empty folder. */
  public static void main(String[] args) throws IOException, InterruptedException {
    Path folder = Path.of(args[0]);
    Path file = Files.writeString(folder.resolve("study.yaml"), STUDY);
    List<String> call = List.of("study", "--study=" + file, "--data=sample");
    report("one process", Driver.start(folder.resolve("local"), one(), call));
    StandaloneCluster cluster = new StandaloneCluster(folder.resolve("spark"));
    try {
      for (int workers = 1; workers <= 2; workers++) {
        cluster.addWorker();
        List<String> onCluster = new ArrayList<>(call);
        onCluster.addAll(List.of("--engine=spark", "--master=" + cluster.address()));
        report(
            workers + " workers",
            Driver.start(folder.resolve("workers" + workers), List.of(), onCluster));
      }
    } finally {
      cluster.stop();
    }
  }

  private static List<String> one() {
    return List.of("-XX:ActiveProcessorCount=1", "-XX:TieredStopAtLevel=4");
  }

  private static void report(String what, Driver driver) throws IOException, InterruptedException {
    if (driver.status() != 0 || driver.entries().size() != RUNS) {
      throw new IllegalStateException(driver.output());
    }
    double training =
        driver.entries().stream().mapToDouble(run -> run.run().times().train().orElse(0)).sum();
    Matcher took = BEGUN_AND_ENDED.matcher(driver.output());
    System.out.printf(
        Locale.ROOT,
        "%s: study in %s, of which trainings %.1f s in all%n",
        what,
        took.find() ? took.group(1) : "?",
        training);
  }
}
