package io.sequent.common.cli;

import io.sequent.common.network.memory.ByteCount;
import io.sequent.common.report.Table;
import io.sequent.common.run.ListedRun;
import io.sequent.common.run.RunRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** Lists the runs below a folder, the latest first. */
final class RunsAction {
  static final Action ACTION =
      new GeneralAction(
          "runs",
          "list the runs with task, date, metric and size",
          List.of(StudyOptions.RUNS),
          (request, console) -> new RunsAction(request, console).perform());

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);
  private static final String NONE = "-";

  private final Request request;
  private final Console console;

  private RunsAction(Request request, Console console) {
    this.request = request;
    this.console = console;
  }

  private void perform() throws IOException {
    Path folder = Path.of(request.option(StudyOptions.RUNS));
    List<ListedRun> runs = ListedRun.below(folder);
    if (runs.isEmpty()) {
      console.out().println("no runs in " + folder);
      return;
    }
    console
        .out()
        .println(
            new Table(
                    "Runs in " + folder + ", the latest first",
                    List.of(
                        "run", "task", "changed", "state", "metric", "validation", "test", "size"),
                    runs.stream().map(run -> cells(folder, run)).toList())
                .render());
  }

  private static List<String> cells(Path folder, ListedRun run) {
    Optional<String> metric = run.record().flatMap(record -> record.training().selectedBy());
    return List.of(
        folder.relativize(run.folder().path()).toString(),
        run.task(),
        DATE.format(run.changed().atZone(ZoneId.systemDefault())),
        run.state().toString().toLowerCase(Locale.ROOT),
        metric.orElse(NONE),
        figure(run, RunRecord.VALIDATION, metric),
        figure(run, RunRecord.TEST, metric),
        ByteCount.text(run.bytes()));
  }

  private static String figure(ListedRun run, String split, Optional<String> metric) {
    if (metric.isEmpty()) {
      return NONE;
    }
    OptionalDouble figure = run.record().orElseThrow().figure(split, metric.get());
    return figure.isPresent() ? String.format(Locale.ROOT, "%.4g", figure.getAsDouble()) : NONE;
  }
}
