package io.sequent.common.train.schedule;

import io.sequent.common.evaluation.Metric;
import java.util.List;

/** Schedules for tests of the training loop, which knows none of their classes. */
public final class Schedules {
  private Schedules() {}

  /** Multiplies the rate once, after some epochs. */
  public static Schedule jump(double base, int epochsBefore, double factor) {
    return new MultiStepDecay(base, List.of(epochsBefore), factor);
  }

  /** Down to zero. */
  public static Schedule cosine(double base, int epochs, int batchesPerEpoch) {
    return new CosineAnnealing(base, 0, epochs, batchesPerEpoch);
  }

  /** Up to the peak and down again. */
  public static Schedule oneCycle(double peak, int epochs, int batchesPerEpoch) {
    return new OneCycle(peak, epochs, batchesPerEpoch, 0.3, 25, 1e4);
  }

  /** Halves the rate after each epoch without a better metric. */
  public static Schedule impatientPlateau(double base, Metric metric) {
    return ReduceOnPlateau.from(base, 0.5, 0, metric);
  }

  /** One schedule after the other. */
  public static Schedule chain(Schedule first, int firstEpochs, Schedule second) {
    return new ScheduleChain(first, firstEpochs, second, 0);
  }
}
