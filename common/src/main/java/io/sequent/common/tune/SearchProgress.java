package io.sequent.common.tune;

import io.sequent.common.study.Study.PlannedRun;
import io.sequent.common.study.engine.TrainingWatch;
import io.sequent.common.study.results.Figures;
import java.io.PrintStream;
import java.util.Locale;

/** Prints the progress of a search, a line for each trial that is done. */
final class SearchProgress {
  private final PrintStream out;
  private final Strategy strategy;
  private final long begin = System.nanoTime();
  private long epochsBefore;

  SearchProgress(Strategy strategy, PrintStream out) {
    this.strategy = strategy;
    this.out = out;
  }

  /** The search begins or resumes. */
  void started(SearchResults results, String name) {
    epochsBefore = results.epochs();
    out.printf(
        Locale.ROOT,
        "search %s: at most %d trials, %d epochs in total%s, %d recorded%n",
        name,
        strategy.trials(),
        strategy.epochs(),
        results.search().executions() == 1
            ? ""
            : ", each with " + results.search().executions() + " seeds",
        results.done());
  }

  /** Follows a training of a trial; its end is reported with the trial's. */
  TrainingWatch watch(PlannedRun run) {
    return new TrainingWatch() {
      @Override
      public void begunOn(String node) {
        if (!node.isEmpty()) {
          out.println(run.name() + ": begins on " + node);
        }
      }

      @Override
      public void epochDone(EpochNews epoch) {
        out.println(epoch.line(run.name()));
      }
    };
  }

  /** A trial is done. */
  void done(TrialResult result, SearchResults results) {
    Search search = results.search();
    String objective = search.space().objective();
    String what =
        result.finished()
            ? objective + " " + Figures.number(result.objective())
            : "failed: " + result.reason();
    String best =
        results
            .best()
            .map(b -> ", best " + Figures.number(b.objective()) + " of trial " + b.trial().number())
            .orElse("");
    out.printf(
        Locale.ROOT,
        "[%d/%d] %s: %s%s%s%n",
        result.trial().number(),
        Math.max(strategy.trials(), results.trials().size()),
        search.label(result.trial().proposal()),
        what,
        best,
        left(results));
  }

  private String left(SearchResults results) {
    long now = results.epochs();
    long left = strategy.epochs() - now;
    double seconds = (System.nanoTime() - begin) / 1e9;
    return now <= epochsBefore || left <= 0
        ? ""
        : ", about " + Figures.time(seconds * left / (now - epochsBefore)) + " left";
  }
}
