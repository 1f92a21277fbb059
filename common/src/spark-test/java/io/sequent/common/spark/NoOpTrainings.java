package io.sequent.common.spark;

import com.sun.management.OperatingSystemMXBean;
import io.sequent.common.config.CommonSettings;
import io.sequent.common.config.Config;
import io.sequent.common.data.DataLocation;
import io.sequent.common.io.Sha256;
import io.sequent.common.ledger.Ledger;
import io.sequent.common.ledger.LedgerEntry;
import io.sequent.common.network.engine.Kernels.KernelChoice;
import io.sequent.common.run.Provenance;
import io.sequent.common.run.RunFolder;
import io.sequent.common.run.RunRecord;
import io.sequent.common.study.Study.PlannedRun;
import io.sequent.common.study.engine.ClusterEngine;
import io.sequent.common.study.engine.ClusterEngine.Cluster;
import io.sequent.common.study.engine.TrainingEngine;
import io.sequent.common.study.engine.TrainingOrder;
import io.sequent.common.study.engine.TrainingWatch;
import io.sequent.common.study.engine.Workers;
import io.sequent.common.task.Task;
import io.sequent.common.task.TaskSettings;
import io.sequent.common.task.Tasks;
import io.sequent.common.train.history.HistoryCsv;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What a training costs the driver beside the training itself: a run that is finished already is
 * handed out again and again, and recorded under other names (docs/cluster.md).
 */
public final class NoOpTrainings {
  private static final OperatingSystemMXBean PROCESS =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private NoOpTrainings() {}

  /** Master, number of trainings, and an empty folder. */
  public static void main(String[] args) throws IOException {
    int trainings = Integer.parseInt(args[1]);
    Path folder = Path.of(args[2]);
    TrainingOrder order = order(folder.resolve("runs").resolve("run"));
    Cluster cluster = new Cluster(args[0], folder.resolve("runs"), KernelChoice.AUTO, System.out);
    try (TrainingEngine engine = ClusterEngine.find().open(cluster)) {
      engine.train(order, TrainingWatch.NONE);
      handOut(engine, order, trainings / 10); // Until what Java compiles is compiled.
      for (int part = 0; part < 10; part++) {
        handOut(engine, order, trainings / 10);
      }
    }
    record(folder.resolve("ledger.jsonl"), order, trainings);
  }

  private static TrainingOrder order(Path folder) throws IOException {
    Task<?, ?> task = Tasks.named("stocks");
    DataLocation data = DataLocation.sample(task.name());
    Config config =
        TaskSettings.defaults(task)
            .with(Map.of("hidden", "4", "epochs", "10", "max-train", "60", "max-test", "20"), "");
    return new TrainingOrder(
        task,
        new PlannedRun("run", "", config.get(CommonSettings.SEED), config),
        data,
        Provenance.of(task.data().files(data.path(), config)),
        RunRecord.Scope.TEST,
        new RunFolder(folder),
        Optional.empty(),
        false,
        true);
  }

  private static void handOut(TrainingEngine engine, TrainingOrder order, int trainings)
      throws IOException {
    AtomicInteger left = new AtomicInteger(trainings);
    long begin = System.nanoTime();
    long cpu = PROCESS.getProcessCpuTime();
    Workers.run(
        engine,
        () -> {
          while (left.getAndDecrement() > 0) {
            engine.train(order, TrainingWatch.NONE);
          }
        });
    double seconds = (System.nanoTime() - begin) / 1e9;
    double cpuSeconds = (PROCESS.getProcessCpuTime() - cpu) / 1e9;
    System.gc();
    System.out.printf(
        "%d trainings: %.2f ms each, %.2f ms of the driver's processor time; heap %.1f MB%n",
        trainings,
        1e3 * seconds / trainings,
        1e3 * cpuSeconds / trainings,
        (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) / 1e6);
  }

  private static void record(Path file, TrainingOrder order, int lines) throws IOException {
    RunRecord run = RunRecord.read(order.folder().result());
    Ledger ledger = Ledger.at(file, System.out::println);
    long begin = System.nanoTime();
    for (int line = 0; line < lines; line++) {
      ledger.append(
          new LedgerEntry(
              "study",
              "run",
              Optional.of("2026-01-01T00:00:00Z"),
              Sha256.of(String.valueOf(line)),
              run.provenance().dataHash(),
              Optional.empty(),
              run,
              HistoryCsv.read(order.folder().history()),
              order.folder().readTestScores()));
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    begin = System.nanoTime();
    Ledger.at(file, System.out::println);
    System.out.printf(
        "%d lines of %d bytes: %.2f ms to record each, %.3f ms to read each%n",
        lines,
        Files.size(file) / lines,
        1e3 * seconds / lines,
        (System.nanoTime() - begin) / 1e6 / lines);
  }
}
