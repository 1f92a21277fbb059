package io.sequent.common.inference;

import io.sequent.common.data.Batches;
import io.sequent.common.evaluation.Evaluator;
import io.sequent.common.network.engine.Kernels;
import io.sequent.common.network.engine.NativeThreads;
import io.sequent.common.task.Ensemble;
import io.sequent.common.task.Model;
import io.sequent.common.task.Preparation;
import io.sequent.common.task.Task;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.nd4j.linalg.factory.Nd4j;

/**
 * How fast models predict on one core: examples turned into arrays, the network, its output read.
 * Some of the examples are predicted again and again in the batches of an evaluation, for about
 * half a second and, with a network that is slow, for as long as 64 examples take.
 *
 * <p>The time is that of the processor, not of the clock, so other processes hardly matter. It is
 * measured on a thread of its own, without helper threads.
 */
public final class PredictionSpeed {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /** Few enough for a slow network. */
  private static final int MIN_EXAMPLES = 16;

  private static final int MAX_EXAMPLES = 512;

  /** The shortest time that is measured. */
  private static final double MIN_SECONDS = 0.25;

  private PredictionSpeed() {}

  /**
   * Measures.
   *
   * @param examples at least one; only the first ones are used
   * @return examples in a second; not a number with the portable kernels, whose threads a whole
   *     process shares, and where the system cannot measure the time of a thread
   */
  public static <E, P extends Preparation> double of(
      Task<E, P> task, Ensemble<P> models, List<E> examples) {
    if (!Kernels.usesOneDnn() || !THREADS.isCurrentThreadCpuTimeSupported()) {
      return Double.NaN;
    }
    return CompletableFuture.supplyAsync(
            () -> {
              NativeThreads.single();
              try {
                return measured(task, models, examples);
              } finally {
                Nd4j.getWorkspaceManager().destroyAllWorkspacesForCurrentThread();
              }
            },
            measurement -> new Thread(measurement, "prediction-speed").start())
        .join();
  }

  private static <E, P extends Preparation> double measured(
      Task<E, P> task, Ensemble<P> models, List<E> examples) {
    List<E> few = first(examples, MIN_EXAMPLES);
    seconds(task, models, few); // Warm-up: what is created on first use does not count.
    double enough = few.size() * MIN_SECONDS / seconds(task, models, few);
    List<E> some = first(examples, (int) Math.min(MAX_EXAMPLES, Math.max(MIN_EXAMPLES, enough)));
    seconds(task, models, some);
    double total = 0;
    int passes = 0;
    while (total < MIN_SECONDS) {
      total += seconds(task, models, some);
      passes++;
    }
    return passes * some.size() / total;
  }

  private static <E> List<E> first(List<E> examples, int count) {
    return examples.subList(0, Math.min(count, examples.size()));
  }

  /** Seconds of the processor for predicting each example once. */
  private static <E, P extends Preparation> double seconds(
      Task<E, P> task, Ensemble<P> models, List<E> examples) {
    Model<P> first = models.first();
    Batches<E> batches = first.batches(task, examples);
    Evaluator<E> evaluator = task.evaluator(models);
    try (EnsembleOutput<E, P> output = new EnsembleOutput<>(task, models, batches)) {
      long begin = THREADS.getCurrentThreadCpuTime();
      for (List<E> batch : batches.forEvaluation()) {
        evaluator.add(batch, output.of(batch));
      }
      return (THREADS.getCurrentThreadCpuTime() - begin) / 1e9;
    }
  }
}
