package io.sequent.common.bench;

import io.sequent.common.UserError;
import io.sequent.common.config.Config;
import io.sequent.common.network.engine.Kernels;
import java.io.IOException;
import java.util.List;

/** Runs measurements one after the other. */
final class Bench {
  private final List<Measurement> measurements;

  private Bench(List<Measurement> measurements) {
    this.measurements = measurements;
  }

  /**
   * Selects measurements.
   *
   * @param known all measurements
   * @param names those to run, in any order; empty for all
   * @throws UserError for an unknown name, with the nearest one
   */
  public static Bench of(List<Measurement> known, List<String> names) {
    List<String> all = known.stream().map(Measurement::name).toList();
    for (String name : names) {
      if (!all.contains(name)) {
        throw new UserError(Config.unknown("shape", name, all));
      }
    }
    return new Bench(
        known.stream().filter(m -> names.isEmpty() || names.contains(m.name())).toList());
  }

  /** Runs the measurements; each figure is reported at once. */
  public void run(BenchPlan plan, BenchReport report) throws IOException {
    report.note(
        "columns: toolkit, shape, milliseconds per training step; or a figure and its unit");
    report.note(
        "a step is forward pass, loss, backward pass and Adam update; times are medians after warm-up");
    report.note(
        "sequent uses %s; %d cores"
            .formatted(Kernels.describe(), Runtime.getRuntime().availableProcessors()));
    for (Measurement measurement : measurements) {
      report.progress(measurement.name() + " ...");
      measurement.measure(plan, report);
    }
  }
}
