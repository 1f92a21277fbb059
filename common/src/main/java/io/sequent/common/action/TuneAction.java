package io.sequent.common.action;

import io.sequent.common.UserError;
import io.sequent.common.config.Config;
import io.sequent.common.data.DataLocation;
import io.sequent.common.experiment.DataChoice;
import io.sequent.common.ledger.Ledger;
import io.sequent.common.report.Table;
import io.sequent.common.task.Task;
import io.sequent.common.train.TrainingSettings;
import io.sequent.common.tune.Search;
import io.sequent.common.tune.SearchReport;
import io.sequent.common.tune.SearchRunner;
import io.sequent.common.tune.Space;
import io.sequent.common.tune.SpaceFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Searches for the settings with the best validation metric. */
final class TuneAction {
  private final Task<?, ?> task;
  private final Request request;
  private final Console console;

  TuneAction(Task<?, ?> task, Request request, Console console) {
    this.task = task;
    this.request = request;
    this.console = console;
  }

  void perform() throws IOException {
    Search search =
        new Search(
            task,
            space(),
            request.value(TuneOptions.STRATEGY),
            request.value(TuneOptions.ETA),
            request.value(TuneOptions.TRIALS),
            request.value(TuneOptions.EXECUTIONS));
    String given = request.option(RunOptions.DATA);
    DataLocation data = DataChoice.of(task, given);
    console.err().println(data.describe());
    Ledger ledger =
        Ledger.at(
            Path.of(request.option(StudyOptions.LEDGER)),
            note -> console.err().println("ledger: " + note));
    report(
        SearchRunner.run(
            search,
            data,
            ledger,
            Path.of(request.option(StudyOptions.RUNS)),
            request.value(StudyOptions.PARALLEL),
            console.err()),
        given);
  }

  /** The space of the file with what the command line says of objective and base. */
  private Space space() {
    Path file =
        request
            .path(TuneOptions.SPACE)
            .orElseThrow(() -> new UserError("no space given, expected space= a YAML file"));
    Space space = SpaceFile.read(file, task);
    Map<String, String> given = request.settings(task.settings());
    for (String name : given.keySet()) {
      if (space.searches(name)) {
        throw new UserError(
            "setting '%s' is searched in %s, expected no value of it".formatted(name, file));
      }
      if (name.equals(TrainingSettings.METRIC.name())) {
        throw new UserError("setting '" + name + "': a search has an objective=, expected that");
      }
    }
    Config defaults = Config.defaults(task.settings());
    String objective = request.option(TuneOptions.OBJECTIVE);
    String usual =
        space.objective().isEmpty() ? defaults.get(TrainingSettings.METRIC) : space.objective();
    return space.with(
        objective.isEmpty() ? usual : objective,
        defaults.with(given, "").asText(given.keySet().stream().map(defaults::setting).toList()));
  }

  private void report(SearchReport report, String data) {
    if (report.hasBest()) {
      console.out().println();
      console.out().println(report.best().render());
    }
    Optional<Table> strategies = report.strategies();
    if (strategies.isPresent()) {
      console.out().println();
      console.out().println(strategies.get().render());
    }
    console.out().println();
    console.out().println(report.summary());
    if (report.hasBest()) {
      console.out().println("report: " + report.page());
      console
          .out()
          .println(
              "train it: mvn exec:java -Dtask=%s -Dconfig=%s%s"
                  .formatted(
                      task.name(), report.bestFile(), data.isEmpty() ? "" : " -Ddata=" + data));
    }
  }
}
