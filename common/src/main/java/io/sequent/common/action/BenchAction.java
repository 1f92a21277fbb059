package io.sequent.common.action;

import io.sequent.common.UserError;
import io.sequent.common.bench.Bench;
import io.sequent.common.bench.BenchOptions;
import io.sequent.common.bench.BenchPlan;
import io.sequent.common.bench.BenchReport;
import io.sequent.common.bench.Measurement;
import io.sequent.common.bench.Shapes;
import io.sequent.common.config.Config;
import io.sequent.common.config.Settings;
import io.sequent.common.task.Task;
import io.sequent.common.task.Tasks;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Times training steps and generation, and counts the padding of each task. */
final class BenchAction {
  static final Action ACTION =
      new GeneralAction(
          "bench",
          "time training steps and generation, measure the padding of each task's batches",
          Settings.join(List.of(BenchOptions.all(), List.of(RunOptions.KERNEL))),
          (request, console) -> new BenchAction(request, console).perform());

  private final Request request;
  private final Console console;

  BenchAction(Request request, Console console) {
    this.request = request;
    this.console = console;
  }

  void perform() throws IOException {
    if (!request.task().isEmpty()) {
      throw new UserError(
          "task '%s': bench measures no single task, expected shape= to choose what is measured"
              .formatted(request.task()));
    }
    Config config =
        Config.defaults(BenchOptions.all()).with(request.settings(BenchOptions.all()), "");
    List<Measurement> known = new ArrayList<>(Shapes.all());
    for (Task<?, ?> task : Tasks.all()) {
      known.add(new PaddingMeasurement<>(task));
    }
    Bench.of(known, config.get(BenchOptions.SHAPE))
        .run(BenchPlan.from(config), new BenchReport(console.out(), console.err()));
  }
}
