package io.sequent.common.spark;

import java.util.HashMap;
import java.util.Map;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorAdded;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;

/** The executors of the application, and how many trainings they have room for. */
final class Slots extends SparkListener {
  /** The one that {@link TrainingPlugin}, which Spark makes, registers. */
  static final Slots OF_PROCESS = new Slots();

  private final Map<String, Integer> cores = new HashMap<>();
  private String lastRemoval = "";

  /** Forgets the executors of an application before. */
  synchronized void clear() {
    cores.clear();
    lastRemoval = "";
  }

  @Override
  public synchronized void onExecutorAdded(SparkListenerExecutorAdded added) {
    cores.put(added.executorId(), added.executorInfo().totalCores());
  }

  @Override
  public synchronized void onExecutorRemoved(SparkListenerExecutorRemoved removed) {
    cores.remove(removed.executorId());
    lastRemoval = removed.reason();
  }

  /**
   * The trainings that there is room for now.
   *
   * @param threads of a training
   */
  synchronized int trainings(int threads) {
    return cores.values().stream().mapToInt(own -> own / threads).sum();
  }

  /** The cores of the largest executor; 0 without any. */
  synchronized int mostCores() {
    return cores.values().stream().mapToInt(own -> own).max().orElse(0);
  }

  /** Why the last executor that ended did so; empty if none has. */
  synchronized String lastRemoval() {
    return lastRemoval;
  }
}
