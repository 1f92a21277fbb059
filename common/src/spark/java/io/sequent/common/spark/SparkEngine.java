package io.sequent.common.spark;

import io.sequent.common.UserError;
import io.sequent.common.data.DataLocation;
import io.sequent.common.run.Provenance;
import io.sequent.common.run.RunFolder;
import io.sequent.common.study.engine.TrainingEngine;
import io.sequent.common.study.engine.TrainingOrder;
import io.sequent.common.study.engine.TrainingOutcome;
import io.sequent.common.study.engine.TrainingWatch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;

/** Trains on the executors of a Spark application: a job of one task for each training. */
final class SparkEngine implements TrainingEngine {
  private static final int MARGIN = 10;
  private static final int MILLIS_TO_SHUT_DOWN = 500;

  private final JavaSparkContext spark;
  private final SparkSettings settings;
  private final NodeOrder.Session session;
  private final Path work;
  private final SparkLog log;
  private final DataArchives archives;
  private final Thread ending = new Thread(() -> {}, "spark-ending");

  /**
   * @param session what all orders share
   * @param work a folder of the driver for files to send; deleted at the end
   */
  SparkEngine(
      SparkContext spark,
      SparkSettings settings,
      NodeOrder.Session session,
      Path work,
      SparkLog log) {
    this.spark = JavaSparkContext.fromSparkContext(spark);
    this.settings = settings;
    this.session = session;
    this.work = work;
    this.log = log;
    this.archives = new DataArchives(spark, work);
  }

  /** A few more than run at the same time, so that no executor waits for the driver. */
  @Override
  public int capacity() {
    int room = Slots.OF_PROCESS.trainings(settings.threads());
    return settings.isDynamic() ? 2 * room + 1 : room + Math.max(1, room / MARGIN);
  }

  @Override
  public TrainingOutcome train(TrainingOrder order, TrainingWatch watch) throws IOException {
    OpenOrders.Open open = new OpenOrders.Open(order.folder(), order.shorter(), watch);
    long number = OpenOrders.OF_PROCESS.open(open);
    try {
      NodeOrder sent = sent(number, order);
      NodeAnswer answer = answer(order, sent, open);
      if (answer instanceof NodeAnswer.NeedsData) {
        answer = answer(order, sent.withArchive(archives.with(order)), open);
      }
      return outcome(order, answer);
    } finally {
      OpenOrders.OF_PROCESS.close(number);
    }
  }

  private NodeOrder sent(long number, TrainingOrder order) {
    boolean isSample = order.data().kind() == DataLocation.Kind.SAMPLE;
    return new NodeOrder(
        number,
        session,
        new NodeOrder.Run(
            order.task().name(),
            order.run().row(),
            order.run().variant(),
            order.run().seed(),
            new HashMap<>(order.run().config().asText()),
            order.scope()),
        new NodeOrder.Data(
            isSample ? "" : absolute(order.data().path()),
            order.data().kind().name(),
            order.provenance().dataHash(),
            ""),
        absolute(order.folder().path()),
        order.shorter().map(RunFolder::path).map(SparkEngine::absolute).orElse(""),
        order.continued(),
        order.model());
  }

  private static String absolute(Path path) {
    return path.toAbsolutePath().normalize().toString();
  }

  private NodeAnswer answer(TrainingOrder order, NodeOrder sent, OpenOrders.Open open)
      throws IOException {
    Future<List<byte[]>> job;
    try {
      spark.setJobDescription(order.run().name());
      job = spark.parallelize(List.of(Wire.bytes(sent)), 1).map(new TrainingTask()).collectAsync();
    } catch (IllegalStateException e) { // Of an application that has ended.
      awaitEndOfProcess();
      throw ended(e);
    }
    try {
      return Wire.read(job.get().get(0), NodeAnswer.class);
    } catch (InterruptedException e) {
      job.cancel(true);
      Thread.currentThread().interrupt();
      throw new IOException("the training was cancelled", e);
    } catch (ExecutionException e) {
      awaitEndOfProcess();
      if (open.problem().isPresent()) {
        throw open.problem().get();
      }
      return lost(order, Objects.requireNonNullElse(e.getCause(), e));
    }
  }

  /** Ctrl-C stops Spark while its jobs are waited for: then nothing more is said or recorded. */
  private void awaitEndOfProcess() throws IOException {
    try {
      Thread.sleep(MILLIS_TO_SHUT_DOWN);
      while (isEnding()) {
        Thread.sleep(MILLIS_TO_SHUT_DOWN);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("the training was cancelled", e);
    }
  }

  private boolean isEnding() {
    try {
      Runtime.getRuntime().addShutdownHook(ending);
      Runtime.getRuntime().removeShutdownHook(ending);
      return false;
    } catch (IllegalStateException e) {
      return true;
    } catch (IllegalArgumentException e) {
      return false; // Another thread asks at the same time.
    }
  }

  /** What became of a job that Spark gave up. */
  private NodeAnswer lost(TrainingOrder order, Throwable problem) {
    String message = String.valueOf(problem.getMessage());
    if (message.contains("InvalidClassException")) {
      throw new UserError(
          "%s has nodes with another version of Spark, expected %s"
              .formatted(settings.master(), session.version()),
          problem);
    }
    if (spark.sc().isStopped() || !message.contains("Job aborted due to stage failure")) {
      throw ended(problem);
    }
    if (!LastFailure.isLossOfExecutor(message)) { // What a training throws is an answer.
      throw new UserError(
          "%s: nodes cannot train: %s".formatted(settings.master(), LastFailure.of(message)),
          problem);
    }
    return new NodeAnswer.Failed(
        "given up after %s attempts: %s"
            .formatted(settings.conf().get("spark.task.maxFailures"), LastFailure.of(message)),
        "the cluster",
        new HashMap<>(order.provenance().versions()),
        new HashMap<>(order.provenance().machine()));
  }

  private UserError ended(Throwable problem) {
    return new UserError(
        "%s has ended the application (%s); the same command goes on where it was"
            .formatted(
                settings.master(),
                String.valueOf(problem.getMessage()).lines().findFirst().orElse("")),
        problem);
  }

  private TrainingOutcome outcome(TrainingOrder order, NodeAnswer answer) {
    if (answer instanceof NodeAnswer.Finished) {
      return new TrainingOutcome.Finished();
    }
    if (answer instanceof NodeAnswer.Failed failed) {
      Provenance here = order.provenance();
      return new TrainingOutcome.Failed(
          failed.reason(),
          failed.node(),
          new Provenance(
              here.commit(), failed.versions(), failed.machine(), here.data(), here.dataHash()));
    }
    if (answer instanceof NodeAnswer.Refused refused) {
      throw new UserError(refused.reason());
    }
    throw new IllegalStateException("no data after they were sent: " + answer);
  }

  @Override
  public void close() {
    spark.stop();
    log.close();
    try {
      Files.deleteIfExists(Path.of(session.marker()));
      new RunFolder(work).delete();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
