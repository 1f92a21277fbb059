package io.sequent.common.spark;

import io.sequent.common.UserError;
import io.sequent.common.config.Config;
import io.sequent.common.data.DataLocation;
import io.sequent.common.experiment.SavedRun;
import io.sequent.common.network.engine.Kernels;
import io.sequent.common.network.engine.NativeProperties;
import io.sequent.common.network.engine.NativeThreads;
import io.sequent.common.run.Provenance;
import io.sequent.common.run.RunFolder;
import io.sequent.common.study.Study.PlannedRun;
import io.sequent.common.study.engine.EpochReporter;
import io.sequent.common.study.engine.RunTraining;
import io.sequent.common.study.engine.TrainingOrder;
import io.sequent.common.task.Task;
import io.sequent.common.task.TaskSettings;
import io.sequent.common.task.Tasks;
import io.sequent.common.train.TrainingListener;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.apache.spark.TaskContext;
import org.apache.spark.package$;

/** One training on a node. */
final class NodeTraining {
  private final NodeOrder order;
  private final DriverLink driver = DriverLink.get();
  private final long attempt = TaskContext.get().taskAttemptId();

  NodeTraining(NodeOrder order) {
    this.order = order;
  }

  /**
   * Trains.
   *
   * @throws IOException if a file of the node, or the driver, cannot be reached; Spark tries again,
   *     on another node if there is one
   */
  NodeAnswer answer() throws IOException {
    try {
      NativeProperties.set();
      System.setProperty(Provenance.COMMIT_PROPERTY, order.session().commit());
      String version = package$.MODULE$.SPARK_VERSION();
      if (!version.equals(order.session().version())) {
        throw new UserError(
            "Spark %s, expected %s as here".formatted(version, order.session().version()));
      }
      Kernels.use(order.session().kernel());
      NativeThreads.arrange(order.session().together());
      Task<?, ?> task = Tasks.named(order.run().task());
      Config config = TaskSettings.defaults(task).with(order.run().settings(), order.run().row());
      Optional<DataLocation> data = new NodeData(task, config).find(order.data());
      if (data.isEmpty()) {
        return new NodeAnswer.NeedsData(driver.node());
      }
      driver.tell(new Message.Begun(order.number(), driver.node()));
      return seesRuns()
          ? trainInPlace(task, config, data.get())
          : trainAndSend(task, config, data.get());
    } catch (UserError e) {
      return new NodeAnswer.Refused("on %s: %s".formatted(driver.node(), e.getMessage()));
    }
  }

  private boolean seesRuns() throws IOException {
    Path marker = Path.of(order.session().marker());
    return Files.isRegularFile(marker)
        && Files.readString(marker).equals(order.session().content())
        && Files.isWritable(marker.getParent());
  }

  private NodeAnswer trainInPlace(Task<?, ?> task, Config config, DataLocation data)
      throws IOException {
    RunFolder folder = new RunFolder(Path.of(order.folder()));
    folder.awaitUnclaimed();
    Optional<RunFolder> shorter =
        order.shorter().isEmpty()
            ? Optional.empty()
            : Optional.of(new RunFolder(Path.of(order.shorter())));
    return train(task, config, data, folder, shorter);
  }

  private NodeAnswer trainAndSend(Task<?, ?> task, Config config, DataLocation data)
      throws IOException {
    Path name = Path.of(order.folder()).getFileName();
    Path work = Files.createTempDirectory("sequent-");
    try {
      RunFolder folder = new RunFolder(work.resolve(name));
      NodeFiles files = new NodeFiles(driver, order.number(), attempt);
      List<String> begun = files.names(Message.Place.RUN);
      if (begun.contains(folder.result().getFileName().toString())) {
        return new NodeAnswer.Finished(); // By a driver that was killed before it recorded it.
      }
      files.fetch(Message.Place.RUN, begun, folder.path());
      Optional<RunFolder> shorter = Optional.empty();
      if (!order.shorter().isEmpty()) {
        shorter = Optional.of(new RunFolder(work.resolve("shorter")));
        files.fetch(
            Message.Place.SHORTER,
            state(shorter.get(), files.names(Message.Place.SHORTER)),
            shorter.get().path());
      }
      NodeAnswer answer = train(task, config, data, folder, shorter);
      if (answer instanceof NodeAnswer.Finished) {
        if (!order.model()) {
          folder.deleteModel();
        }
        files.send(folder);
      }
      return answer;
    } finally {
      new RunFolder(work).delete();
    }
  }

  /** The files that a longer run resumes from. */
  private static List<String> state(RunFolder run, List<String> names) {
    return names.stream()
        .filter(
            name -> {
              Path file = run.path().resolve(name);
              return file.startsWith(run.checkpoints()) || file.equals(run.gradients());
            })
        .toList();
  }

  private NodeAnswer train(
      Task<?, ?> task,
      Config config,
      DataLocation data,
      RunFolder folder,
      Optional<RunFolder> shorter)
      throws IOException {
    NodeOrder.Run run = order.run();
    Provenance here = Provenance.of(List.of());
    TrainingListener display =
        new EpochReporter(news -> driver.tell(new Message.Epoch(order.number(), news)));
    Optional<String> failure =
        RunTraining.of(
            new TrainingOrder(
                task,
                new PlannedRun(run.row(), run.variant(), run.seed(), config),
                data,
                here,
                run.scope(),
                folder,
                shorter,
                order.continued(),
                order.model()),
            display);
    if (failure.isPresent()) {
      String reason = failure.get().replace(folder.path().getParent() + File.separator, "");
      return new NodeAnswer.Failed(
          reason, driver.node(), new HashMap<>(here.versions()), new HashMap<>(here.machine()));
    }
    if (!order.data().archive().isEmpty()) { // Else it would name a folder of the node.
      SavedRun.write(folder, task, order.data().path(), config);
    }
    return new NodeAnswer.Finished();
  }
}
