package io.sequent.common.study.run;

import io.sequent.common.ledger.LedgerEntry;
import io.sequent.common.study.Study;
import io.sequent.common.study.Study.PlannedRun;
import io.sequent.common.study.engine.TrainingWatch;
import io.sequent.common.study.results.Figures;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reports how far a study is: runs done, running, left, and how long the rest will take. */
final class StudyProgress {
  /** Of 100,000 runs an estimate takes a second: it gets this part of the time, and no more. */
  private static final int BETWEEN_ESTIMATES = 100;

  private final PrintStream out;
  private final RunCosts costs;
  private final int before;
  private final int all;
  private final Set<PlannedRun> left;
  private final Set<PlannedRun> running = new HashSet<>();
  private final long begin = System.nanoTime();
  private final List<PlannedRun> ended = new ArrayList<>();
  private double nextEstimate;
  private double estimatedEnd;
  private int done;
  private int failed;
  private int elsewhere;

  /**
   * @param all how many runs the study has
   * @param left those that are not recorded yet
   * @param costs of the runs; gets those that finish
   */
  StudyProgress(Study study, int all, List<PlannedRun> left, RunCosts costs, PrintStream out) {
    this.out = out;
    this.costs = costs;
    this.all = all;
    this.left = new HashSet<>(left);
    before = all - left.size();
    out.printf(
        Locale.ROOT,
        "study %s: %d runs, %d recorded, %d to do%n",
        study.id(),
        all,
        before,
        left.size());
  }

  /** Follows a run. */
  TrainingWatch watch(PlannedRun run) {
    return new Watch(run);
  }

  private synchronized void begun(PlannedRun run, String node) {
    left.remove(run);
    String where = node.isEmpty() ? "" : " on " + node;
    if (!running.add(run)) {
      out.printf("%s: its node was lost, begins again%s%n", run.name(), where);
      return;
    }
    out.printf(
        Locale.ROOT,
        "[%d/%d] %s%s: %d done, %d running, %d left%s%n",
        before + done + failed + elsewhere + running.size(),
        all,
        run.name(),
        where,
        before + done + failed + elsewhere,
        running.size(),
        left.size(),
        timeLeft());
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
    left.remove(run); // Of which nobody said that it had begun.
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
    double now = secondsSoFar();
    if (now >= nextEstimate) {
      estimatedEnd = now + now * (cost(left) + cost(running)) / cost(ended);
      nextEstimate = now + BETWEEN_ESTIMATES * (secondsSoFar() - now);
    }
    return ", about " + Figures.time(Math.max(0, estimatedEnd - now)) + " left";
  }

  private double cost(Collection<PlannedRun> runs) {
    return runs.stream().mapToDouble(run -> costs.of(run.config())).sum();
  }

  private double secondsSoFar() {
    return (System.nanoTime() - begin) / 1e9;
  }

  private final class Watch implements TrainingWatch {
    private final PlannedRun run;

    Watch(PlannedRun run) {
      this.run = run;
    }

    @Override
    public void begunOn(String node) {
      begun(run, node);
    }

    @Override
    public void epochDone(EpochNews epoch) {
      synchronized (StudyProgress.this) {
        out.println(epoch.line(run.name()));
      }
    }
  }
}
