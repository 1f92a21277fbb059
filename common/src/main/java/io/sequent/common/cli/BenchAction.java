package io.sequent.common.cli;

import io.sequent.common.UserError;
import io.sequent.common.bench.Benchmarks;
import io.sequent.common.config.Config;
import io.sequent.common.config.Settings;
import java.io.IOException;
import java.util.List;

/** Times training steps and generation, and counts the padding of each task. */
final class BenchAction {
  static final Action ACTION =
      new GeneralAction(
          "bench",
          "time training steps and generation, measure the padding of each task's batches",
          Settings.join(List.of(Benchmarks.options(), List.of(RunOptions.KERNEL))),
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
    Config options =
        Config.defaults(Benchmarks.options()).with(request.settings(Benchmarks.options()), "");
    Benchmarks.run(options, console.out(), console.err());
  }
}
