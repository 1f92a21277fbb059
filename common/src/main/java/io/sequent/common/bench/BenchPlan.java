package io.sequent.common.bench;

import io.sequent.common.config.Config;
import io.sequent.common.network.build.NetworkSettings;
import io.sequent.common.network.engine.Precision;
import java.util.List;

/**
 * How to measure.
 *
 * @param compare whose layers to time beside ours
 * @param precision of our layers
 * @param repeats measured runs; 0 for a number that suits each shape
 * @param warmup runs before them; 0 for a number that suits each shape
 * @param phases whether to report how long each part of a run of ours takes
 */
record BenchPlan(Comparison compare, Precision precision, int repeats, int warmup, boolean phases) {
  /** The plan that the {@link BenchOptions} ask for. */
  public static BenchPlan from(Config config) {
    return new BenchPlan(
        config.get(BenchOptions.COMPARE),
        precision(config),
        config.get(BenchOptions.REPEATS),
        config.get(BenchOptions.WARMUP),
        config.get(BenchOptions.PHASES));
  }

  private static Precision precision(Config config) {
    Precision precision = config.get(NetworkSettings.PRECISION);
    precision.requireHere();
    return precision;
  }

  /** The toolkits to time, ours first. */
  List<Toolkit> toolkits() {
    return compare == Comparison.DL4J
        ? List.of(new SequentToolkit(precision), new StockToolkit())
        : List.of(new SequentToolkit(precision));
  }

  /**
   * A timer.
   *
   * @param usual the numbers of runs by default
   */
  StepTimer timer(BenchShape.Runs usual) {
    return new StepTimer(
        warmup == 0 ? usual.warmup() : warmup,
        repeats == 0 ? usual.repeats() : repeats,
        System::nanoTime);
  }
}
