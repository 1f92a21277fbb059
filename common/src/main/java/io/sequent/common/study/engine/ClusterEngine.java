package io.sequent.common.study.engine;

import io.sequent.common.UserError;
import io.sequent.common.network.engine.Kernels.KernelChoice;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ServiceLoader;

/**
 * Opens the engine of a cluster. It is found by {@link ServiceLoader}, since the libraries that it
 * needs are not part of every build.
 */
public interface ClusterEngine {
  /**
   * Connects to a cluster.
   *
   * @throws UserError if the cluster does not answer, is of another version, or has no room for a
   *     training
   */
  TrainingEngine open(Cluster cluster) throws IOException;

  /**
   * The one that is part of this build.
   *
   * @throws UserError if none is
   */
  static ClusterEngine find() {
    return ServiceLoader.load(ClusterEngine.class, ClusterEngine.class.getClassLoader())
        .findFirst()
        .orElseThrow(
            () ->
                new UserError(
                    "engine=spark: this build is without Spark, expected the Maven profile:"
                        + " mvn -Pspark compile exec:java -Dengine=spark ..."));
  }

  /**
   * A cluster and what all trainings on it share.
   *
   * @param master as Spark takes it, such as {@code spark://host:7077}; empty if Spark's own
   *     configuration names it
   * @param runs the folder of all runs
   * @param kernel what computes the networks
   * @param notes gets lines for the user
   */
  record Cluster(String master, Path runs, KernelChoice kernel, PrintStream notes) {}
}
