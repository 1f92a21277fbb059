package io.sequent.common.bench;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Work of one shape that is timed with each toolkit.
 *
 * @param name without spaces
 * @param needs features that a toolkit must have
 * @param runs numbers of runs by default
 * @param work builds the network with a toolkit and returns a run of it
 * @param figure reports the time of a run
 */
record BenchShape(
    String name, Needs needs, Runs runs, Function<Toolkit, Runnable> work, Figure figure)
    implements Measurement {
  /**
   * Numbers of runs.
   *
   * @param warmup runs until the code is compiled and memory laid out
   * @param repeats runs that give a steady median
   */
  record Runs(int warmup, int repeats) {}

  /** Reports the time of a run in a suitable unit. */
  @FunctionalInterface
  interface Figure {
    void report(BenchReport report, String toolkit, String shape, double milliseconds);
  }

  @Override
  public void measure(BenchPlan plan, BenchReport report) {
    StepTimer timer = plan.timer(runs);
    report.note("%s: median of %d after %d".formatted(name, timer.repeats(), timer.warmup()));
    double ours = 0;
    for (Toolkit toolkit : plan.toolkits()) {
      Optional<String> lacking = toolkit.lacks(needs);
      if (lacking.isPresent()) {
        report.note("%s: %s has no %s".formatted(name, toolkit.name(), lacking.get()));
        continue;
      }
      clearMemory();
      toolkit.arrangeThreads();
      Runnable run = work.apply(toolkit);
      double milliseconds = timer.medianMillis(run);
      figure.report(report, toolkit.name(), name, milliseconds);
      if (toolkit instanceof SequentToolkit) {
        ours = milliseconds;
        if (plan.phases()) {
          reportPhases(run, milliseconds, timer.repeats(), report);
        }
      } else {
        report.note(
            String.format(
                Locale.ROOT,
                "%s: sequent is %.1f times as fast as %s",
                name,
                milliseconds / ours,
                toolkit.name()));
      }
    }
  }

  private void reportPhases(Runnable run, double milliseconds, int repeats, BenchReport report) {
    PhaseSampler sampler = PhaseSampler.start();
    try (sampler) {
      for (int i = 0; i < repeats; i++) {
        run.run();
      }
    }
    sampler
        .shares()
        .forEach(
            (phase, share) ->
                report.part(BenchReport.OURS, name, share * milliseconds, phase.label()));
  }

  /** Releases the previous network, so that each finds the memory of a fresh process. */
  private static void clearMemory() {
    Nd4j.getWorkspaceManager().destroyAllWorkspacesForCurrentThread();
    // Memory outside the heap is released only when the collector finds its owners unreachable.
    System.gc();
  }
}
