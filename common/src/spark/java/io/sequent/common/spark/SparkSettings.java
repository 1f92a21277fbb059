package io.sequent.common.spark;

import io.sequent.common.UserError;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.SparkConf;

/**
 * Spark's configuration: what the user gave as {@code -Dspark.…}, and for the rest what suits
 * trainings.
 */
final class SparkSettings {
  static final String MASTER = "spark.master";
  private static final String CPUS = "spark.task.cpus";
  private static final String CORES = "spark.executor.cores";
  private static final String OPTIONS = "spark.executor.extraJavaOptions";
  private static final String JARS = "spark.jars";
  private static final String PLUGINS = "spark.plugins";

  private final SparkConf conf;

  /**
   * @param master the user's; empty if Spark's own configuration has it
   * @throws UserError if neither names one, or a number is none
   */
  SparkSettings(String master) {
    conf = new SparkConf();
    if (!master.isEmpty()) {
      conf.setMaster(master);
    } else if (!conf.contains(MASTER)) {
      throw new UserError(
          "engine=spark: no cluster given, expected master=, such as spark://host:7077 or local[2]");
    }
    conf.setIfMissing("spark.app.name", "sequent");
    // A training has a process for itself: native threads, and crashes of native code.
    conf.setIfMissing(CORES, String.valueOf(threads()));
    // Whoever counts processors sees those of the executor.
    conf.set(
        OPTIONS, (conf.get(OPTIONS, "") + " -XX:ActiveProcessorCount=" + executorCores()).strip());
    conf.set("spark.executorEnv.OMP_NUM_THREADS", String.valueOf(threads()));
    // Lost nodes are retried; a training that takes its process down with it is not, for ever.
    conf.setIfMissing("spark.task.maxFailures", "10");
    conf.setIfMissing("spark.speculation", "false"); // The same twice at the same time.
    conf.setIfMissing("spark.ui.enabled", "false");
    conf.setIfMissing("spark.ui.showConsoleProgress", "false");
    conf.setIfMissing("spark.ui.retainedJobs", "100");
    conf.setIfMissing("spark.ui.retainedStages", "100");
    conf.setIfMissing("spark.ui.retainedTasks", "1000");
    String plugin = TrainingPlugin.class.getName();
    String plugins = conf.get(PLUGINS, "");
    conf.set(PLUGINS, plugins.isEmpty() ? plugin : plugins + "," + plugin);
  }

  SparkConf conf() {
    return conf;
  }

  String master() {
    return conf.get(MASTER);
  }

  /** Threads of a training. */
  int threads() {
    return positive(CPUS, 1);
  }

  /** Cores of an executor, where a cluster starts it. */
  private int executorCores() {
    return positive(CORES, threads());
  }

  /** Whether all is done in this process. */
  boolean isInProcess() {
    return master().equals("local") || master().startsWith("local[");
  }

  /** Whether the user has put the program on the nodes, and says where. */
  boolean isOnNodes() {
    return conf.contains("spark.executor.extraClassPath");
  }

  /** Whether executors come and go with the work that is waiting. */
  boolean isDynamic() {
    return conf.getBoolean("spark.dynamicAllocation.enabled", false);
  }

  /**
   * The trainings at the same time in one process.
   *
   * @param cores of this process, if all is done in it
   */
  int together(int cores) {
    return Math.max(1, (isInProcess() ? cores : executorCores()) / threads());
  }

  /** What a user reads of an executor's size. */
  String needs() {
    int cores = executorCores();
    return "an executor of %d %s and %s of memory"
        .formatted(cores, cores == 1 ? "core" : "cores", conf.get("spark.executor.memory", "1g"));
  }

  /** How long to wait for the first executor, in milliseconds. */
  long patience() {
    return conf.getTimeAsMs("spark.scheduler.maxRegisteredResourcesWaitingTime", "30s");
  }

  void ship(List<Path> jars) {
    String ours = jars.stream().map(jar -> jar.toUri().toString()).collect(Collectors.joining(","));
    String theirs = conf.get(JARS, "");
    conf.set(JARS, theirs.isEmpty() ? ours : theirs + "," + ours);
  }

  private int positive(String name, int usual) {
    String text = conf.get(name, String.valueOf(usual));
    if (!text.matches("[1-9][0-9]{0,5}")) {
      throw new UserError(name + ": '" + text + "', expected a number from 1 on");
    }
    return Integer.parseInt(text);
  }
}
