package io.sequent.common.spark;

import io.sequent.common.network.engine.Kernels.KernelChoice;
import io.sequent.common.run.RunRecord;
import java.io.Serializable;
import java.util.Map;

/**
 * A training as a node gets it. Paths are the driver's.
 *
 * @param number identifies the order
 * @param session what all orders of the driver share
 * @param run the training
 * @param data what it is trained on
 * @param folder its run folder
 * @param shorter the folder of the run that it continues; empty for none
 * @param continued whether its checkpoint is kept
 * @param model whether its network is kept
 */
record NodeOrder(
    long number,
    Session session,
    Run run,
    Data data,
    String folder,
    String shorter,
    boolean continued,
    boolean model)
    implements Serializable {

  /**
   * What all orders of a driver share.
   *
   * @param version of Spark at the driver
   * @param commit of the code
   * @param kernel what computes the networks
   * @param together trainings at the same time in one process
   * @param marker a file that nodes find if they see the driver's folder of runs
   * @param content of the marker
   */
  record Session(
      String version,
      String commit,
      KernelChoice kernel,
      int together,
      String marker,
      String content)
      implements Serializable {}

  /**
   * A training.
   *
   * @param task the name of its task
   * @param row the row of the table
   * @param variant of the row
   * @param seed the seed
   * @param settings all of them
   * @param scope what it is evaluated on
   */
  record Run(
      String task,
      String row,
      String variant,
      long seed,
      Map<String, String> settings,
      RunRecord.Scope scope)
      implements Serializable {}

  /**
   * The data of a training.
   *
   * @param path where the driver has them; empty for the task's sample
   * @param kind why the driver takes these, {@link io.sequent.common.data.DataLocation.Kind}
   * @param hash of the data
   * @param archive the name of Spark's archive with them; empty where nodes see the path
   */
  record Data(String path, String kind, String hash, String archive) implements Serializable {}

  /** The same, with the data in an archive. */
  NodeOrder withArchive(String name) {
    return new NodeOrder(
        number,
        session,
        run,
        new Data(data.path(), data.kind(), data.hash(), name),
        folder,
        shorter,
        continued,
        model);
  }
}
