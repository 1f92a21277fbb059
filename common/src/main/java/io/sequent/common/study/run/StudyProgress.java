package io.sequent.common.study.run;

import io.sequent.common.ledger.LedgerEntry;
import io.sequent.common.study.PlannedRun;
import io.sequent.common.study.Study;
import io.sequent.common.study.results.Figures;
import io.sequent.common.train.TrainingListener;
import io.sequent.common.train.display.ProgressDisplay;
import io.sequent.common.train.history.EpochRecord;
import io.sequent.common.train.history.History;
import java.io.PrintStream;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Tells how far a study is: runs done, running, left, and how long the rest will take. */
final class StudyProgress {
  private final PrintStream out;
  private final boolean together;
  private final int parallel;
  private final int before;
  private final int all;
  private final Set<PlannedRun> left;
  private final Set<PlannedRun> running = new HashSet<>();
  private final long begin = System.nanoTime();
  private double costDone;
  private int done;
  private int failed;
  private int elsewhere;

  /**
   * @param all how many runs the study has
   * @param left those that are not recorded yet
   */
  StudyProgress(
      Study study, int all, List<PlannedRun> left, RunnerOptions options, PrintStream out) {
    this.out = out;
    this.all = all;
    this.left = new HashSet<>(left);
    parallel = options.parallel();
    together = parallel > 1;
    before = all - left.size();
    out.printf(
        Locale.ROOT,
        "study %s: %d runs, %d recorded, %d to do%n",
        study.id(),
        all,
        before,
        left.size());
  }

  /** A run begins; gives what is to watch it. */
  synchronized TrainingListener started(PlannedRun run) {
    left.remove(run);
    running.add(run);
    out.printf(
        Locale.ROOT,
        "[%d/%d] %s: %d done, %d running, %d left%s%n",
        before + done + failed + elsewhere + running.size(),
        all,
        run.name(),
        before + done + failed + elsewhere,
        running.size(),
        left.size(),
        timeLeft());
    return together ? new EpochLines(run) : new ProgressDisplay(out);
  }

  synchronized void finished(PlannedRun run, LedgerEntry entry) {
    end(run);
    done++;
    out.printf(
        Locale.ROOT,
        "%s: validation %s %.4g, epoch %s, %s%n",
        run.name(),
        entry.run().training().selectedBy().orElse(""),
        Figures.validation(entry),
        entry.run().training().epochsText(),
        Figures.time(entry.run().times().train()));
  }

  synchronized void failed(PlannedRun run, String reason) {
    end(run);
    failed++;
    out.printf("%s: failed: %s%n", run.name(), reason);
  }

  /** A run is being done, or was just done, by another process. */
  synchronized void elsewhere(PlannedRun run) {
    left.remove(run);
    elsewhere++;
    out.printf("%s: another process has it%n", run.name());
  }

  private void end(PlannedRun run) {
    running.remove(run);
    costDone += RunCost.of(run.config());
  }

  synchronized void end() {
    if (done + failed + elsewhere > 0) {
      out.printf(
          Locale.ROOT,
          "study done: %d runs, %d of them new, %d failed%s, in %s%n",
          all,
          done,
          failed,
          elsewhere == 0 ? "" : ", " + elsewhere + " with another process",
          Figures.time(secondsSoFar()));
    }
  }

  private String timeLeft() {
    if (costDone == 0) {
      return "";
    }
    double cost =
        left.stream().mapToDouble(run -> RunCost.of(run.config())).sum()
            + running.stream().mapToDouble(run -> RunCost.of(run.config())).sum();
    return ", about " + Figures.time(secondsSoFar() * cost / costDone) + " left";
  }

  private double secondsSoFar() {
    return (System.nanoTime() - begin) / 1e9;
  }

  /**
   * One line an epoch, with the run's name: the bars of several runs would overwrite each other.
   */
  private final class EpochLines implements TrainingListener {
    private final PlannedRun run;

    EpochLines(PlannedRun run) {
      this.run = run;
    }

    @Override
    public void epochDone(History history) {
      EpochRecord epoch = history.epochs().get(history.epochs().size() - 1);
      synchronized (StudyProgress.this) {
        out.printf(
            Locale.ROOT,
            "%s: epoch %d, validation %s %.4g%s%n",
            run.name(),
            epoch.epoch(),
            history.metric().name(),
            epoch.validation().getOrDefault(history.metric().name(), Double.NaN),
            history.lastIsBest() ? " (best so far)" : "");
      }
    }
  }
}
