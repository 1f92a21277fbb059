package io.sequent.common.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sequent.common.ledger.LedgerEntry;
import io.sequent.common.spark.StandaloneCluster.Worker;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Studies and searches on a standalone cluster: a master and workers as processes. */
class ClusterTest {
  /** Dropout and Adam's moments make any lost state show. */
  private static final String TWELVE =
      """
      task: stocks
      base: {dropout: 0.2, optimizer: adam, patience: 0, max-test: 20, max-train: 100, epochs: 3}
      seeds: 3
      axes: {hidden: [4, 8], cell: [gru, lstm]}
      """;

  private static final String LONGER =
      """
      task: stocks
      base: {dropout: 0.2, optimizer: adam, patience: 0, max-test: 20, epochs: 30, max-train: 300}
      seeds: 4
      rows: [{name: gru}, {name: lstm, set: {cell: lstm}}]
      """;

  /** What is printed when one of these is in the ledger. */
  private static final String RECORDED = " of 30, ";

  private static final String SPACE =
      """
      objective: mse
      base: {epochs: 9, patience: 0, max-train: 100, max-test: 10, dropout: 0.2}
      space: {hidden: {int: [4, 12]}}
      """;

  /** The sample has no windows as long as those of one row. */
  private static final String FAILING =
      """
      task: stocks
      base: {hidden: 4, epochs: 1, max-train: 60, max-test: 20}
      rows: [{name: good}, {name: bad, set: {window: 5000}}]
      """;

  @TempDir static Path shared;
  private static StandaloneCluster cluster;

  @TempDir private Path folder;

  @BeforeAll
  static void startMaster() throws Exception {
    cluster = new StandaloneCluster(shared.resolve("spark"));
  }

  @AfterAll
  static void stopMaster() throws Exception {
    cluster.stop();
  }

  @AfterEach
  void stopWorkers() throws Exception {
    cluster.killWorkers();
  }

  private List<String> study(String yaml, String... more) throws IOException {
    Path file = Files.writeString(folder.resolve("study.yaml"), yaml);
    return Stream.concat(Stream.of("study", "--study=" + file), Stream.of(more)).toList();
  }

  private Driver onCluster(String home, List<String> call) throws IOException {
    return onCluster(home, List.of(), call);
  }

  private Driver onCluster(String home, List<String> options, List<String> call)
      throws IOException {
    List<String> all = new ArrayList<>(call);
    all.addAll(List.of("--engine=spark", "--master=" + cluster.address()));
    return Driver.start(folder.resolve(home), options, all);
  }

  private static void finish(Driver driver) throws InterruptedException {
    assertThat(driver.status()).as(driver::output).isZero();
  }

  private static void assertEachOnce(Driver driver, int runs) throws IOException {
    assertThat(driver.entries())
        .as(driver::output)
        .hasSize(runs)
        .allMatch(LedgerEntry::finished)
        .extracting(LedgerEntry::configHash)
        .doesNotHaveDuplicates();
  }

  @Test
  void studyHasTheSameLinesAsInOneProcess() throws Exception {
    List<String> call = study(TWELVE, "--data=sample");
    Driver local = Driver.start(folder.resolve("local"), List.of(), call);
    finish(local);
    cluster.addWorker();
    cluster.addWorker();
    Driver driver = onCluster("cluster", call);
    finish(driver);

    assertThat(LedgerLines.of(Driver.ledger(driver.home())))
        .hasSize(12)
        .isEqualTo(LedgerLines.of(Driver.ledger(local.home())));
    assertThat(driver.output())
        .contains("room for ", " on 127.0.0.1, executor ", "epoch 3, validation")
        .contains("study done: 12 runs, 12 of them new, 0 failed")
        .doesNotContain("WARN", "INFO");
    // Begun in one process, it goes on on the cluster, and the other way round.
    Files.write(
        Driver.ledger(local.home()),
        Files.readAllLines(Driver.ledger(local.home())).subList(0, 11));
    Driver again = Driver.start(local.home(), List.of(), call);
    finish(again);
    assertThat(again.output()).contains("12 runs, 12 recorded, 0 to do");
  }

  @Test
  void hyperbandContinuesTrainingsOnWhateverNode() throws Exception {
    Path space = Files.writeString(folder.resolve("space.yaml"), SPACE);
    List<String> call =
        List.of(
            "tune",
            "stocks",
            "--space=" + space,
            "--strategy=hyperband",
            "--trials=3",
            "--data=sample");
    Driver local = Driver.start(folder.resolve("local"), List.of(), call);
    finish(local);
    cluster.addWorker();
    cluster.addWorker();
    Driver driver = onCluster("cluster", call);
    finish(driver);
    assertThat(LedgerLines.of(Driver.ledger(driver.home())))
        .isEqualTo(LedgerLines.of(Driver.ledger(local.home())));
    assertThat(modelsAndCheckpoints(driver.home())).isEmpty();
  }

  private static List<Path> modelsAndCheckpoints(Path home) throws IOException {
    try (Stream<Path> tree = Files.walk(home.resolve("runs"))) {
      return tree.filter(
              path ->
                  path.endsWith("model.zip")
                      || path.endsWith("checkpoints")
                      || path.getFileName().toString().startsWith(".incoming")
                      || path.getFileName().toString().startsWith(".cluster"))
          .toList();
    }
  }

  @Test
  void killedWorkersAndExecutorsCostNoRun() throws Exception {
    int kills = Integer.getInteger("sequent.kills", 3);
    Random random = new Random(kills);
    List<Worker> workers = new ArrayList<>(List.of(cluster.addWorker(), cluster.addWorker()));
    int done = 0;
    for (int study = 0; done < kills; study++) {
      Driver driver = onCluster("killed" + study, study(LONGER, "--data=sample"));
      driver.awaitOutput("] gru");
      while (done < kills && driver.process().isAlive()) {
        Thread.sleep(500 + random.nextInt(4000));
        int victim = random.nextInt(workers.size());
        List<ProcessHandle> executors = workers.get(victim).executors();
        if (executors.isEmpty() || !driver.process().isAlive()) {
          continue; // Not there again yet.
        }
        if (random.nextBoolean()) {
          executors.get(0).destroyForcibly();
        } else {
          workers.get(victim).kill();
          workers.set(victim, cluster.addWorker());
        }
        done++;
      }
      finish(driver);
      assertEachOnce(driver, 8);
    }
    System.out.println("killed " + done + " times");
  }

  @Test
  void killedDriverGoesOnWhereItWas() throws Exception {
    cluster.addWorker();
    cluster.addWorker();
    List<String> call = study(LONGER, "--data=sample");
    Driver killed = onCluster("driver", call);
    killed.awaitOutput(RECORDED);
    killed.process().destroyForcibly().waitFor();
    int before = killed.entries().size();
    assertThat(before).isBetween(1, 7);

    Driver resumed = onCluster("driver", call);
    finish(resumed);
    assertThat(resumed.output()).contains("8 runs, ").doesNotContain("8 runs, 0 recorded");
    assertEachOnce(resumed, 8);
  }

  @Test
  void interruptedDriverRecordsNothingFalse() throws Exception {
    cluster.addWorker();
    List<String> call = study(LONGER, "--data=sample");
    Driver driver = onCluster("interrupted", call);
    driver.awaitOutput(RECORDED);
    driver.process().destroy(); // SIGTERM, as Ctrl-C.
    driver.process().waitFor();
    assertThat(driver.output()).doesNotContain("error", "failed:");
    assertThat(driver.entries()).isNotEmpty().allMatch(LedgerEntry::finished);
  }

  @Test
  void workerThatJoinsLaterGetsWork() throws Exception {
    cluster.addWorker();
    Driver driver = onCluster("later", study(LONGER, "--data=sample"));
    driver.awaitOutput("] gru");
    cluster.addWorker();
    finish(driver);
    assertEachOnce(driver, 8);
    assertThat(driver.output()).contains("executor 0:", "executor 1:");
  }

  @Test
  void failingTrainingIsRecordedWithItsNodeAndNotRetried() throws Exception {
    cluster.addWorker();
    Driver driver = onCluster("failing", study(FAILING, "--data=sample"));
    finish(driver);
    assertThat(driver.output())
        .contains("bad, seed 42: failed: ", "2 runs, 1 of them new, 1 failed")
        .containsOnlyOnce("] bad, seed 42");
    LedgerEntry failed =
        driver.entries().stream().filter(entry -> !entry.finished()).findFirst().orElseThrow();
    assertThat(failed.failure().orElseThrow())
        .contains("window")
        .contains("(on 127.0.0.1, executor");
    assertThat(failed.run().provenance().machine()).containsEntry("cores", "1");
  }

  @Test
  void nodeThatSeesNeitherDataNorRunsGetsAndSendsThem() throws Exception {
    Path hidden = Files.createDirectory(folder.resolve("hidden"));
    assumeTrue(canHide(hidden), "needs the right to mount");
    Path data = sample(hidden.resolve("prices"));
    Path space = Files.writeString(folder.resolve("space.yaml"), SPACE);
    List<String> call =
        List.of(
            "tune",
            "stocks",
            "--space=" + space,
            "--strategy=hyperband",
            "--trials=3",
            "--data=" + data);
    Driver local = Driver.start(folder.resolve("local"), List.of(), call);
    finish(local);
    cluster.addWorkerThatDoesNotSee(hidden);
    Driver driver = onCluster("hidden/cluster", call);
    finish(driver);
    assertThat(LedgerLines.of(Driver.ledger(driver.home())))
        .isEqualTo(LedgerLines.of(Driver.ledger(local.home())));
    assertThat(modelsAndCheckpoints(driver.home())).isEmpty();

    Driver study = onCluster("hidden/study", study(FAILING, "--data=" + data));
    finish(study);
    assertThat(study.output()).contains("2 runs, 1 of them new, 1 failed");
    try (Stream<Path> tree = Files.walk(study.home().resolve("runs"))) {
      Path run = tree.filter(path -> path.endsWith("model.zip")).findFirst().orElseThrow();
      assertThat(run.resolveSibling("config.yaml")).content().contains("data: " + data);
      assertThat(run.resolveSibling("report.html")).isNotEmptyFile();
    }
    assertThat(modelsAndCheckpoints(study.home())).hasSize(1);
  }

  @Test
  void nodeThatSeesOtherDataIsToldOf() throws Exception {
    Path hidden = Files.createDirectory(folder.resolve("hidden"));
    assumeTrue(canHide(hidden), "needs the right to mount");
    Path data = sample(hidden.resolve("prices"));
    Path other = sample(folder.resolve("other"));
    List<String> lines = Files.readAllLines(other.resolve("ALFA.csv"));
    Files.write(other.resolve("ALFA.csv"), lines.subList(0, lines.size() - 1));
    cluster.addWorkerThatSees(other, data);
    Driver driver = onCluster("driver", study(FAILING, "--data=" + data));
    assertRefused(driver, data + " has other content");
  }

  private static boolean canHide(Path folder) throws Exception {
    List<String> command = new ArrayList<>(StandaloneCluster.hiding(folder));
    command.add("true");
    try {
      return new ProcessBuilder(command).start().waitFor() == 0;
    } catch (IOException e) {
      return false; // No such program.
    }
  }

  private static Path sample(Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(Path.of("resources/samples/stocks"))) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
    return to;
  }

  @Test
  void moreThreadsThanWorkersHaveAreRefused() throws Exception {
    cluster.addWorker();
    Driver driver =
        onCluster(
            "cores",
            List.of(
                "-Dspark.task.cpus=3", "-Dspark.scheduler.maxRegisteredResourcesWaitingTime=20s"),
            study(FAILING, "--data=sample"));
    assertRefused(driver, "no room for an executor of 3 cores and 1g of memory within 20 seconds");
  }

  @Test
  void masterThatIsNotThereIsRefused() throws Exception {
    int nobody = StandaloneCluster.freePort();
    Driver driver =
        Driver.start(
            folder.resolve("nobody"),
            List.of(),
            Stream.concat(
                    study(FAILING, "--data=sample").stream(),
                    Stream.of("--engine=spark", "--master=spark://127.0.0.1:" + nobody))
                .toList());
    assertRefused(driver, "does not answer");
  }

  @Test
  void masterThatSaysNothingIsRefused() throws Exception {
    try (ServerSocket silent = new ServerSocket(0)) {
      Driver driver =
          Driver.start(
              folder.resolve("silent"),
              List.of("-Dspark.scheduler.maxRegisteredResourcesWaitingTime=5s"),
              Stream.concat(
                      study(FAILING, "--data=sample").stream(),
                      Stream.of(
                          "--engine=spark", "--master=spark://127.0.0.1:" + silent.getLocalPort()))
                  .toList());
      assertRefused(driver, "has not answered within 5 seconds");
    }
  }

  private static void assertRefused(Driver driver, String reason) throws InterruptedException {
    assertThat(driver.status()).as(driver::output).isEqualTo(2);
    assertThat(driver.output().lines().filter(line -> line.startsWith("error: ")))
        .singleElement()
        .asString()
        .contains(reason);
    assertThat(driver.output()).doesNotContain("\tat ");
    assertThat(Driver.ledger(driver.home())).doesNotExist();
  }
}
