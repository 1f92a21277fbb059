package io.sequent.common.spark;

import io.sequent.common.UserError;
import io.sequent.common.run.Provenance;
import io.sequent.common.study.engine.ClusterEngine;
import io.sequent.common.study.engine.TrainingEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.spark.SparkContext;
import org.apache.spark.package$;
import org.kohsuke.MetaInfServices;

/** Connects to a cluster by Apache Spark. */
@MetaInfServices(ClusterEngine.class)
public final class SparkClusterEngine implements ClusterEngine {
  private static final int MILLIS_BETWEEN_LOOKS = 50;

  /** For the service loader. */
  public SparkClusterEngine() {}

  @Override
  public TrainingEngine open(Cluster cluster) throws IOException {
    SparkLog log = new SparkLog();
    SparkSettings settings = new SparkSettings(cluster.master());
    MasterProbe.check(settings.master());
    Path work = Files.createTempDirectory("sequent-driver-");
    if (!settings.isInProcess() && !settings.isOnNodes()) {
      settings.ship(ShippedJars.of(work));
    }
    Slots.OF_PROCESS.clear();
    SparkContext spark = connect(settings);
    try {
      awaitExecutor(settings);
      Path marker = mark(cluster.runs());
      log.writeTo(cluster.runs().resolve("spark.log"));
      NodeOrder.Session session =
          new NodeOrder.Session(
              package$.MODULE$.SPARK_VERSION(),
              Provenance.of(List.of()).commit(),
              cluster.kernel(),
              settings.together(Slots.OF_PROCESS.mostCores()),
              marker.toString(),
              Files.readString(marker));
      cluster
          .notes()
          .printf(
              "cluster: %s, Spark %s, room for %d trainings of %d threads each%n",
              settings.master(),
              session.version(),
              Slots.OF_PROCESS.trainings(settings.threads()),
              settings.threads());
      return new SparkEngine(spark, settings, session, work, log);
    } catch (UserError | IOException e) {
      spark.stop();
      throw e;
    }
  }

  /** Spark itself would wait for a master of another version for minutes. */
  private static SparkContext connect(SparkSettings settings) throws IOException {
    CompletableFuture<SparkContext> context = new CompletableFuture<>();
    ClassLoader classes = SparkClusterEngine.class.getClassLoader();
    Thread connecting =
        new Thread(
            () -> {
              try {
                context.complete(new SparkContext(settings.conf()));
              } catch (Exception | LinkageError e) {
                context.completeExceptionally(e);
              }
            },
            "spark-start");
    connecting.setDaemon(true);
    connecting.setContextClassLoader(classes);
    connecting.start();
    try {
      return context.get(settings.patience(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw refused(settings, Objects.requireNonNullElse(e.getCause(), e));
    } catch (TimeoutException e) {
      throw refused(settings, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while connecting to " + settings.master(), e);
    }
  }

  private static UserError refused(SparkSettings settings, Throwable problem) {
    String version = package$.MODULE$.SPARK_VERSION();
    if (problem instanceof TimeoutException) {
      return new UserError(
          "master: %s has not answered within %d seconds, expected a master of the same Spark, %s"
              .formatted(settings.master(), settings.patience() / 1000, version),
          problem);
    }
    return new UserError(
        "master: %s cannot be used with Spark %s: %s"
            .formatted(
                settings.master(),
                version,
                String.valueOf(problem.getMessage()).lines().findFirst().orElse("")),
        problem);
  }

  private static void awaitExecutor(SparkSettings settings) throws IOException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(settings.patience());
    Slots slots = Slots.OF_PROCESS;
    while (slots.trainings(settings.threads()) == 0) {
      if (slots.mostCores() > 0) {
        throw new UserError(
            "spark.task.cpus: %d threads a training, but executors have %d cores, expected no more"
                .formatted(settings.threads(), slots.mostCores()));
      }
      if (System.nanoTime() > end) {
        String ended = slots.lastRemoval().lines().findFirst().orElse("");
        throw new UserError(
            "%s: no room for %s within %d seconds%s, expected workers with as much that is free"
                .formatted(
                    settings.master(),
                    settings.needs(),
                    settings.patience() / 1000,
                    ended.isEmpty() ? "" : " (the last one ended: " + ended + ")"));
      }
      try {
        Thread.sleep(MILLIS_BETWEEN_LOOKS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted while waiting for executors", e);
      }
    }
  }

  /** Leaves a file in the folder of runs by which nodes know whether they see it. */
  private static Path mark(Path runs) throws IOException {
    Files.createDirectories(runs);
    String content = UUID.randomUUID().toString();
    Path marker = runs.toAbsolutePath().normalize().resolve(".cluster-" + content.substring(0, 8));
    Files.writeString(marker, content);
    marker.toFile().deleteOnExit();
    return marker;
  }
}
