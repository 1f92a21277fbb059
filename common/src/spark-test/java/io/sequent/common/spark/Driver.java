package io.sequent.common.spark;

import io.sequent.common.cli.Main;
import io.sequent.common.ledger.Ledger;
import io.sequent.common.ledger.LedgerEntry;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A call of the command line in a process of its own, with a folder for its ledger and its runs.
 *
 * @param process the process
 * @param home its folder
 */
record Driver(Process process, Path home) {
  /** Libraries of tests, which a user's program has not and nodes need not get. */
  private static final Pattern TESTS =
      Pattern.compile(
          "(selenium|onnxruntime|byte-buddy|archunit|swagger|auto-|opentelemetry|rapaio|junit|assertj"
              + "|json-schema|error_prone|kotlin|rhino|graal).*\\.jar");

  /**
   * Starts a call.
   *
   * @param options of Java, such as {@code -Dspark.task.cpus=2}
   */
  static Driver start(Path home, List<String> options, List<String> arguments) throws IOException {
    Files.createDirectories(home);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx1g", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.add("-Dspark.driver.host=127.0.0.1");
    command.addAll(options);
    command.addAll(
        List.of(
            "-cp",
            StandaloneCluster.classPath().stream()
                .filter(e -> !TESTS.matcher(Path.of(e).getFileName().toString()).matches())
                .collect(Collectors.joining(File.pathSeparator)),
            Main.class.getName()));
    command.addAll(arguments);
    command.add("--ledger=" + ledger(home));
    command.add("--runs=" + home.resolve("runs"));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(home.resolve("out.txt").toFile());
    builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    return new Driver(builder.start(), home);
  }

  /** Waits for its end; gives the exit status. */
  int status() throws InterruptedException {
    if (!process.waitFor(10, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new IllegalStateException("no end after ten minutes: " + output());
    }
    return process.exitValue();
  }

  /** What it has printed so far. */
  String output() {
    try {
      return Files.readString(home.resolve("out.txt"));
    } catch (IOException e) {
      return e.toString();
    }
  }

  /** Waits until it has printed something. */
  void awaitOutput(String part) throws InterruptedException {
    while (!output().contains(part)) {
      if (!process.isAlive()) {
        throw new IllegalStateException("ended without '" + part + "': " + output());
      }
      Thread.sleep(10);
    }
  }

  static Path ledger(Path home) {
    return home.resolve("ledger.jsonl");
  }

  List<LedgerEntry> entries() throws IOException {
    return Ledger.read(ledger(home), note -> {});
  }
}
