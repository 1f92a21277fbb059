package io.sequent.common.bench;

import io.sequent.common.UserError;
import io.sequent.common.config.Config;
import io.sequent.common.network.engine.Kernels;
import java.io.IOException;
import java.util.List;

/** Measures one thing after the other. */
public final class Bench {
  private final List<Measurement> measurements;

  private Bench(List<Measurement> measurements) {
    this.measurements = measurements;
  }

  /**
   * A bench of some measurements.
   *
   * @param known all there are
   * @param names which of them, in whatever order; none for all
   * @throws UserError for a name that none has, with the nearest one
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

  /** Measures; each figure is reported as soon as it is known. */
  public void run(BenchPlan plan, BenchReport report) throws IOException {
    report.note("columns: toolkit, shape, milliseconds a training step; or a figure and its unit");
    report.note(
        "a step is forward, loss, backward and the Adam update; times are medians after warm-up");
    report.note(
        "sequent computes with %s; %d cores"
            .formatted(Kernels.describe(), Runtime.getRuntime().availableProcessors()));
    for (Measurement measurement : measurements) {
      report.progress(measurement.name() + " ...");
      measurement.measure(plan, report);
    }
  }
}
