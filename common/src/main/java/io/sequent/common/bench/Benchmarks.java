package io.sequent.common.bench;

import io.sequent.common.UserError;
import io.sequent.common.config.Config;
import io.sequent.common.config.Setting;
import io.sequent.common.task.Task;
import io.sequent.common.task.Tasks;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Times training steps and text generation of networks of usual sizes, and measures the padding of
 * every task's batches.
 */
public final class Benchmarks {
  private Benchmarks() {}

  /** The options: what to measure, how often, and against what. */
  public static List<Setting<?>> options() {
    return BenchOptions.all();
  }

  /**
   * Measures what the options ask for.
   *
   * @param options values of {@link #options}
   * @param out gets figures and notes, as lines of columns
   * @param err gets the progress
   * @throws UserError for a measurement that does not exist, with the nearest one
   * @throws IOException if the data of a task cannot be read
   */
  public static void run(Config options, PrintStream out, PrintStream err) throws IOException {
    List<Measurement> known = new ArrayList<>(Shapes.all());
    for (Task<?, ?> task : Tasks.all()) {
      known.add(new PaddingMeasurement<>(task));
    }
    Bench.of(known, options.get(BenchOptions.SHAPE))
        .run(BenchPlan.from(options), new BenchReport(out, err));
  }
}
