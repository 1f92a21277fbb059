package io.sequent.common.action;

import io.sequent.common.UserError;
import io.sequent.common.config.CommonSettings;
import io.sequent.common.config.Config;
import io.sequent.common.config.Settings;
import io.sequent.common.data.DataLocation;
import io.sequent.common.experiment.DataChoice;
import io.sequent.common.ledger.Ledger;
import io.sequent.common.report.Table;
import io.sequent.common.study.Seeds;
import io.sequent.common.task.Task;
import io.sequent.common.train.TrainingSettings;
import io.sequent.common.tune.Search;
import io.sequent.common.tune.SearchReport;
import io.sequent.common.tune.SearchRunner;
import io.sequent.common.tune.SearchSeries;
import io.sequent.common.tune.SearchSetup;
import io.sequent.common.tune.Space;
import io.sequent.common.tune.SpaceFile;
import io.sequent.common.tune.StrategyKind;
import io.sequent.common.tune.StrategyReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Searches for the settings with the best validation metric. */
final class TuneAction {
  static final Action ACTION =
      new TaskAction(
          "tune",
          "search for the settings with the best validation metric",
          Settings.join(
              List.of(
                  TuneOptions.all(),
                  List.of(
                      RunOptions.DATA,
                      RunOptions.KERNEL,
                      StudyOptions.LEDGER,
                      StudyOptions.RUNS,
                      StudyOptions.PARALLEL))),
          Task::settings,
          (task, request, console) -> new TuneAction(task, request, console).perform());

  private final Task<?, ?> task;
  private final Request request;
  private final Console console;

  TuneAction(Task<?, ?> task, Request request, Console console) {
    this.task = task;
    this.request = request;
    this.console = console;
  }

  void perform() throws IOException {
    List<Search> searches = searches();
    String given = request.option(RunOptions.DATA);
    DataLocation data = DataChoice.of(task, given);
    console.err().println(data.describe());
    SearchSetup setup =
        new SearchSetup(
            data,
            Ledger.at(
                Path.of(request.option(StudyOptions.LEDGER)),
                note -> console.err().println("ledger: " + note)),
            Path.of(request.option(StudyOptions.RUNS)),
            request.value(StudyOptions.PARALLEL),
            console.err());
    if (searches.size() == 1) {
      SearchReport report = SearchRunner.run(searches.get(0), setup);
      if (report.hasBest()) {
        print(report.best());
      }
      report.strategies().ifPresent(this::print);
      end(report, report.page(), given);
    } else {
      StrategyReport report = SearchSeries.run(searches, setup);
      report.strategies().ifPresent(this::print);
      end(report.best(), report.page(), given);
    }
  }

  /** One for each strategy and seed; the strategies of a seed are consecutive. */
  private List<Search> searches() throws IOException {
    Search first =
        new Search(
            task,
            space(),
            StrategyKind.BAYES,
            request.value(TuneOptions.ETA),
            request.value(TuneOptions.TRIALS),
            request.value(TuneOptions.EXECUTIONS));
    List<StrategyKind> strategies = request.values(TuneOptions.STRATEGY);
    if (strategies.stream().distinct().count() < strategies.size()) {
      throw new UserError(
          "strategy: '%s' repeats one, expected each once"
              .formatted(request.given().get(TuneOptions.STRATEGY.name())));
    }
    String seeds = request.option(TuneOptions.SEEDS);
    String seed = request.settings(task.settings()).getOrDefault(CommonSettings.SEED.name(), "");
    List<Search> searches = new ArrayList<>();
    for (long of : seeds.isEmpty() ? List.of(first.seed()) : Seeds.given(seeds, seed)) {
      strategies.forEach(kind -> searches.add(first.with(kind).withSeed(of)));
    }
    return searches;
  }

  /** The space of the file, with the objective and the base values of the command line. */
  private Space space() throws IOException {
    Optional<Path> file = request.path(TuneOptions.SPACE);
    Space space =
        file.isPresent()
            ? SpaceFile.read(file.get(), task)
            : SpaceFile.shipped(task)
                .orElseThrow(() -> new UserError("no space given, expected space= a YAML file"));
    Map<String, String> given = request.settings(task.settings());
    for (String name : given.keySet()) {
      if (space.searches(name)) {
        throw new UserError(
            "setting '%s' is searched in the space '%s', expected no value for it"
                .formatted(name, space.name()));
      }
      if (name.equals(TrainingSettings.METRIC.name())) {
        throw new UserError(
            "setting '" + name + "': a search optimises objective=, expected that instead");
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

  private void print(Table table) {
    console.out().println();
    console.out().println(table.render());
  }

  /** Prints the best trial, the path of the report, and how to test it. */
  private void end(SearchReport best, Path page, String data) {
    console.out().println();
    console.out().println(best.summary());
    if (best.hasBest()) {
      console.out().println("report: " + page);
      console
          .out()
          .println(
              "train and test it: mvn exec:java -Dtask=%s -Dconfig=%s%s"
                  .formatted(
                      task.name(), best.bestFile(), data.isEmpty() ? "" : " -Ddata=" + data));
    }
  }
}
