package io.sequent.common.spark;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A real cluster of Spark on this machine: a master and workers, each a process. */
final class StandaloneCluster {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** What a distribution of Spark has: nothing of ours, whose classes come with the program. */
  private static final Pattern SPARKS =
      Pattern.compile(
          "(spark|scala|hadoop-client|netty|json4s|jackson-(core|databind|annotations|module-scala)|slf4j|jul-to-slf4j|jcl-over-slf4j|logback"
              + "|log4j|chill|kryo|minlog|objenesis|zstd-jni|snappy-java|lz4-java|compress-lzf|avro"
              + "|metrics|commons-(codec|lang3|io|compress|collections4|text|crypto|math3)|guava-[0-9]{2}"
              + "|failureaccess|xbean|ivy|stream|fastutil|RoaringBitmap|paranamer|jsr305"
              + "|javax.servlet|jakarta|jersey|osgi-resource-locator)[-_.].*\\.jar");

  /** As Spark's own launcher does. */
  private static final List<String> OPENED =
      List.of(
          "java.lang",
          "java.lang.invoke",
          "java.lang.reflect",
          "java.io",
          "java.net",
          "java.nio",
          "java.util",
          "java.util.concurrent",
          "java.util.concurrent.atomic",
          "sun.nio.ch",
          "sun.nio.cs",
          "sun.security.action",
          "sun.util.calendar");

  private static final String QUIET =
      """
      <configuration>
        <appender name="OUT" class="ch.qos.logback.core.ConsoleAppender">
          <encoder><pattern>%d %-5level %logger{20} - %msg%n</pattern></encoder>
        </appender>
        <root level="INFO"><appender-ref ref="OUT"/></root>
      </configuration>
      """;

  private final Path home;
  private final int port;
  private final Process master;
  private final List<Worker> workers = new ArrayList<>();

  /** A worker. */
  record Worker(Process process) {
    /** Its executors, each a process; none as long as no application runs. */
    List<ProcessHandle> executors() {
      return process
          .descendants()
          .filter(child -> child.info().commandLine().orElse("").contains("ExecutorBackend"))
          .toList();
    }

    /** Ends it without warning, as {@code kill -9} does. */
    void kill() throws InterruptedException {
      process.destroyForcibly().waitFor();
    }
  }

  /**
   * Starts a master.
   *
   * @param home a folder for what a distribution has, and for logs
   */
  StandaloneCluster(Path home) throws IOException, InterruptedException {
    this.home = Files.createDirectories(home);
    Path jars = Files.createDirectories(home.resolve("jars"));
    for (String entry : classPath()) {
      Path jar = Path.of(entry);
      if (SPARKS.matcher(jar.getFileName().toString()).matches()) {
        Files.copy(jar, jars.resolve(jar.getFileName()));
      }
    }
    Files.writeString(Files.createDirectories(home.resolve("conf")).resolve("logback.xml"), QUIET);
    port = freePort();
    master =
        start(
            "master",
            List.of(),
            "org.apache.spark.deploy.master.Master",
            "--host",
            "127.0.0.1",
            "--port",
            String.valueOf(port),
            "--webui-port",
            "0");
    Instant end = Instant.now().plus(PATIENCE);
    while (!listens()) {
      if (!master.isAlive() || Instant.now().isAfter(end)) {
        throw new IllegalStateException(Files.readString(home.resolve("master.txt")));
      }
      Thread.sleep(50);
    }
  }

  private boolean listens() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  /** The jars and folders of this process. */
  static List<String> classPath() {
    return List.of(System.getProperty("java.class.path").split(File.pathSeparator, -1));
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  String address() {
    return "spark://127.0.0.1:" + port;
  }

  /** Adds a worker of one core. */
  Worker addWorker() throws IOException {
    return addWorker(List.of());
  }

  /** Adds a worker that has an empty folder in the place of one; needs the rights of root. */
  Worker addWorkerThatDoesNotSee(Path folder) throws IOException {
    return addWorker(hiding(folder));
  }

  /** What a command begins with that does not see a folder. */
  static List<String> hiding(Path folder) {
    return List.of(
        "unshare",
        "--mount",
        "--",
        "sh",
        "-c",
        "mount -t tmpfs none \"$0\" && exec \"$@\"",
        folder.toString());
  }

  /** Adds a worker that sees one folder in the place of another; needs the rights of root. */
  Worker addWorkerThatSees(Path one, Path inPlaceOf) throws IOException {
    return addWorker(
        List.of(
            "unshare",
            "--mount",
            "--",
            "sh",
            "-c",
            "mount --bind \"$0\" \"$1\" && shift && exec \"$@\"",
            one.toString(),
            inPlaceOf.toString()));
  }

  private Worker addWorker(List<String> before) throws IOException {
    String name = "worker" + workers.size();
    Worker worker =
        new Worker(
            start(
                name,
                before,
                "org.apache.spark.deploy.worker.Worker",
                "--host",
                "127.0.0.1",
                "--webui-port",
                "0",
                "--work-dir",
                home.resolve(name).toString(),
                "--cores",
                "1",
                "--memory",
                "1g",
                address()));
    workers.add(worker);
    return worker;
  }

  private Process start(String name, List<String> before, String main, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(before);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    OPENED.forEach(room -> command.add("--add-opens=java.base/" + room + "=ALL-UNNAMED"));
    command.addAll(List.of("-cp", home.resolve("conf") + ":" + home.resolve("jars") + "/*", main));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(home.resolve(name + ".txt").toFile());
    builder.environment().put("SPARK_HOME", home.toString());
    builder.environment().put("SPARK_SCALA_VERSION", "2.13");
    builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    return builder.start();
  }

  /** Ends all workers and their executors. */
  void killWorkers() throws InterruptedException {
    for (Worker worker : workers) {
      Stream.concat(worker.process().descendants(), Stream.of(worker.process().toHandle()))
          .forEach(ProcessHandle::destroyForcibly);
      worker.process().waitFor();
    }
  }

  /** Ends everything. */
  void stop() throws InterruptedException {
    killWorkers();
    master.destroyForcibly().waitFor();
  }
}
