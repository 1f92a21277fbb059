package io.sequent.common.study.run;

import io.sequent.common.ledger.LedgerEntry;
import io.sequent.common.study.Study;
import io.sequent.common.study.Study.PlannedRun;
import io.sequent.common.study.results.Figures;
import io.sequent.common.train.TrainingListener;
import io.sequent.common.train.display.ProgressDisplay;
import io.sequent.common.train.history.History;
import io.sequent.common.train.history.History.EpochRecord;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reports how far a study is: runs done, running, left, and how long the rest will take. */
final class StudyProgress {
  private final PrintStream out;
  private final RunCosts costs;
  private final boolean together;
  private final int before;
  private final int all;
  private final Set<PlannedRun> left;
  private final Set<PlannedRun> running = new HashSet<>();
  private final long begin = System.nanoTime();
  private final List<PlannedRun> ended = new ArrayList<>();
  private int done;
  private int failed;
  private int elsewhere;

  /**
   * @param all how many runs the study has
   * @param left those that are not recorded yet
   * @param costs of the runs; gets those that finish
   */
  StudyProgress(
      Study study,
      int all,
      List<PlannedRun> left,
      RunCosts costs,
      Studies.Options options,
      PrintStream out) {
    this.out = out;
    this.costs = costs;
    this.all = all;
    this.left = new HashSet<>(left);
    together = options.parallel() > 1;
    before = all - left.size();
    out.printf(
        Locale.ROOT,
        "study %s: %d runs, %d recorded, %d to do%n",
        study.id(),
        all,
        before,
        left.size());
  }

  /** A run begins; gives its display. */
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
    costs.add(run.config(), entry.run());
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

  /** A run is being trained by another process and will be waited for. */
  synchronized void waitsFor(PlannedRun run) {
    out.printf("%s: is being trained by another process, which is waited for%n", run.name());
  }

  /** A run has been trained by another process in the meantime. */
  synchronized void elsewhere(PlannedRun run) {
    left.remove(run);
    elsewhere++;
    out.printf("%s: was trained by another process%n", run.name());
  }

  private void end(PlannedRun run) {
    running.remove(run);
    ended.add(run);
  }

  synchronized void end() {
    if (done + failed + elsewhere > 0) {
      out.printf(
          Locale.ROOT,
          "study done: %d runs, %d of them new, %d failed%s, in %s%n",
          all,
          done,
          failed,
          elsewhere == 0 ? "" : ", " + elsewhere + " by another process",
          Figures.time(secondsSoFar()));
    }
  }

  private String timeLeft() {
    if (ended.isEmpty()) {
      return "";
    }
    double toDo = cost(left) + cost(running);
    return ", about " + Figures.time(secondsSoFar() * toDo / cost(ended)) + " left";
  }

  private double cost(Collection<PlannedRun> runs) {
    return runs.stream().mapToDouble(run -> costs.of(run.config())).sum();
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
      String metric = history.metric().name();
      synchronized (StudyProgress.this) {
        out.printf(
            Locale.ROOT,
            "%s: epoch %d, validation %s %.4g%s%n",
            run.name(),
            epoch.epoch(),
            metric,
            epoch.validation().getOrDefault(metric, Double.NaN),
            history.lastIsBest() ? " (best so far)" : "");
      }
    }
  }
}
