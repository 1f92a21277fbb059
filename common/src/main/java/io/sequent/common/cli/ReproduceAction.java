package io.sequent.common.cli;

import io.sequent.common.UserError;
import io.sequent.common.data.DataLocation;
import io.sequent.common.experiment.DataChoice;
import io.sequent.common.experiment.Experiment;
import io.sequent.common.experiment.SavedRun;
import io.sequent.common.report.Table;
import io.sequent.common.run.Provenance;
import io.sequent.common.run.RunFolder;
import io.sequent.common.run.RunRecord;
import io.sequent.common.task.Preparation;
import io.sequent.common.task.Task;
import io.sequent.common.train.display.ProgressDisplay;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Trains a recorded run again, from its settings and its data, and compares the figures. */
final class ReproduceAction<E, P extends Preparation> {
  static final Action ACTION =
      new TaskAction(
          "reproduce",
          "train a finished run again from its record and compare the figures",
          List.of(RunOptions.RUN, RunOptions.DATA, RunOptions.OUT, RunOptions.KERNEL),
          (task, request, console) -> new ReproduceAction<>(task, request, console).perform());

  private final Task<E, P> task;
  private final Request request;
  private final Console console;

  ReproduceAction(Task<E, P> task, Request request, Console console) {
    this.task = task;
    this.request = request;
    this.console = console;
  }

  void perform() throws IOException {
    RunFolder recorded = request.finishedRun(task);
    RunRecord before = RunRecord.read(recorded.result());
    SavedRun saved = SavedRun.read(recorded, task);
    String given = request.option(RunOptions.DATA);
    DataLocation data = DataChoice.of(task, given.isEmpty() ? saved.data() : given);
    Provenance now = Provenance.of(task.data().files(data.path(), saved.config()));
    if (!now.dataHash().equals(before.provenance().dataHash())) {
      throw new UserError(
          ("data: %s holds other data (SHA-256 %s) than the run had (%s);"
                  + " name the right data by data=")
              .formatted(data.path(), now.dataHash(), before.provenance().dataHash()));
    }
    console.err().println("run: " + recorded.path());
    console.err().println(data.describe());
    note("commit", before.provenance().commit(), now.commit());
    noteAll(before.provenance().versions(), now.versions());
    noteAll(before.provenance().machine(), now.machine());

    RunFolder again = request.newRun(task);
    Experiment<E, P> experiment =
        new Experiment<>(
            task, saved.config(), data, new ProgressDisplay(console.err()), console.err());
    RunRecord after = experiment.within(before.scope()).start(again).run();
    boolean same = same(before, after);
    console.out().println(difference(before, after, same).render());
    console.out().println();
    console.out().println("run saved in " + again.path());
    if (!same) {
      throw new UserError(
          ("the figures of %s differ from those of %s, expected bit for bit identical ones;"
                  + " the notes above say what has changed")
              .formatted(again.path(), recorded.path()));
    }
  }

  private static boolean same(RunRecord before, RunRecord after) {
    return before.training().bestEpoch().equals(after.training().bestEpoch())
        && before.metrics().entrySet().stream()
            .allMatch(
                split ->
                    split.getValue().entrySet().stream()
                        .allMatch(
                            metric ->
                                metric
                                    .getValue()
                                    .equals(figure(after, split.getKey(), metric.getKey()))));
  }

  private static double figure(RunRecord result, String split, String metric) {
    return result.metrics().getOrDefault(split, Map.of()).getOrDefault(metric, Double.NaN);
  }

  private void noteAll(Map<String, String> before, Map<String, String> now) {
    before.forEach((what, value) -> note(what, value, now.getOrDefault(what, "unknown")));
  }

  private void note(String what, String before, String now) {
    if (!before.equals(now)) {
      console.err().printf("note: %s was %s, is %s%n", what, before, now);
    }
  }

  /** Each metric of both runs; the title says whether all are bit for bit identical. */
  private static Table difference(RunRecord before, RunRecord after, boolean same) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "",
            "best epoch",
            before.training().bestEpochText(),
            after.training().bestEpochText(),
            String.valueOf(
                after.training().bestEpoch().orElse(0) - before.training().bestEpoch().orElse(0))));
    for (Map.Entry<String, Map<String, Double>> split : before.metrics().entrySet()) {
      for (String metric : split.getValue().keySet()) {
        rows.add(
            row(
                split.getKey(),
                metric,
                figure(before, split.getKey(), metric),
                figure(after, split.getKey(), metric)));
      }
    }
    return new Table(
        same ? "Reproduced, every figure bit for bit" : "The figures differ",
        List.of("split", "metric", "recorded", "again", "difference"),
        rows);
  }

  private static List<String> row(String split, String metric, double was, double is) {
    return List.of(
        split,
        metric,
        text(was),
        text(is),
        Double.compare(was, is) == 0 ? "0" : String.format(Locale.ROOT, "%.3g", is - was));
  }

  private static String text(double value) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.6g", value);
  }
}
