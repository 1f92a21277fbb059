package io.sequent.common.tune;

import io.sequent.common.UserError;
import io.sequent.common.config.CommonSettings;
import io.sequent.common.config.Config;
import io.sequent.common.config.Setting;
import io.sequent.common.data.DataLocation;
import io.sequent.common.ledger.Ledger;
import io.sequent.common.report.Table;
import io.sequent.common.study.Seeds;
import io.sequent.common.study.engine.TrainingEngine;
import io.sequent.common.task.Task;
import io.sequent.common.task.TaskSettings;
import io.sequent.common.train.TrainingSettings;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Searches for the settings of a task that give the best validation metric: one search for each
 * combination of strategy and seed.
 *
 * <pre>{@code
 * Tuning tuning = Tuning.of(task, Map.of("trials", "10"), Map.of("epochs", "3"));
 * tuning.run(setup, "", System.out);
 * }</pre>
 */
public final class Tuning {
  private final Task<?, ?> task;
  private final List<Search> searches;

  private Tuning(Task<?, ?> task, List<Search> searches) {
    this.task = task;
    this.searches = searches;
  }

  /** The options of a search. */
  public static List<Setting<?>> options() {
    return TuneOptions.all();
  }

  /**
   * Plans the searches.
   *
   * @param given values of {@link #options} as typed, by name; other names are ignored
   * @param settings settings of the task that differ from its defaults in all trials, by name
   * @throws UserError for an invalid value, or a space that does not fit the task or the settings
   */
  public static Tuning of(Task<?, ?> task, Map<String, String> given, Map<String, String> settings)
      throws IOException {
    TuneOptions options = new TuneOptions(given);
    Search first =
        new Search(
            task,
            space(task, options, settings),
            StrategyKind.BAYES,
            options.value(TuneOptions.ETA),
            options.value(TuneOptions.TRIALS),
            options.value(TuneOptions.EXECUTIONS));
    List<StrategyKind> strategies = options.values(TuneOptions.STRATEGY);
    if (strategies.stream().distinct().count() < strategies.size()) {
      throw new UserError(
          "strategy: '%s' names a strategy twice, expected each once"
              .formatted(options.text(TuneOptions.STRATEGY)));
    }
    String seeds = options.text(TuneOptions.SEEDS);
    String seed = settings.getOrDefault(CommonSettings.SEED.name(), "");
    List<Search> searches = new ArrayList<>();
    // A seed's strategies follow one another.
    for (long of : seeds.isEmpty() ? List.of(first.seed()) : Seeds.given(seeds, seed)) {
      strategies.forEach(kind -> searches.add(first.with(kind).withSeed(of)));
    }
    return new Tuning(task, searches);
  }

  /** The space of the file, with objective and base as given. */
  private static Space space(Task<?, ?> task, TuneOptions options, Map<String, String> settings)
      throws IOException {
    String file = options.text(TuneOptions.SPACE);
    Space space =
        file.isEmpty()
            ? SpaceFile.shipped(task)
                .orElseThrow(() -> new UserError("no space given, expected space= a YAML file"))
            : SpaceFile.read(Path.of(file), task);
    for (String name : settings.keySet()) {
      if (space.searches(name)) {
        throw new UserError(
            "setting '%s' is searched in the space '%s', expected no value of it"
                .formatted(name, space.name()));
      }
      if (name.equals(TrainingSettings.METRIC.name())) {
        throw new UserError("setting '" + name + "': a search has an objective=, expected that");
      }
    }
    Config defaults = TaskSettings.defaults(task);
    String objective = options.text(TuneOptions.OBJECTIVE);
    String usual =
        space.objective().isEmpty() ? defaults.get(TrainingSettings.METRIC) : space.objective();
    return space.with(
        objective.isEmpty() ? usual : objective,
        defaults
            .with(settings, "")
            .asText(settings.keySet().stream().map(defaults::setting).toList()));
  }

  /**
   * Runs what is left to do of the searches, writes their reports and prints the results.
   *
   * @param data the {@code data} option as given, for the command that trains and tests the best
   *     settings; may be empty
   * @param out gets tables and the best trial
   * @throws UserError if the data are missing, the objective is no metric of the task, or the space
   *     does not suit a strategy
   */
  public void run(SearchSetup setup, String data, PrintStream out) throws IOException {
    if (searches.size() == 1) {
      SearchReport report = SearchRunner.run(searches.get(0), setup);
      if (report.hasBest()) {
        print(report.best(), out);
      }
      report.strategies().ifPresent(table -> print(table, out));
      printBest(report, report.page(), data, out);
    } else {
      StrategyReport report = SearchSeries.run(searches, setup);
      report.strategies().ifPresent(table -> print(table, out));
      printBest(report.best(), report.page(), data, out);
    }
  }

  private static void print(Table table, PrintStream out) {
    out.println();
    out.println(table.render());
  }

  private void printBest(SearchReport best, Path page, String data, PrintStream out) {
    out.println();
    out.println(best.summary());
    if (best.hasBest()) {
      out.println("report: " + page);
      out.println(
          "train and test it: mvn exec:java -Dtask=%s -Dconfig=%s%s"
              .formatted(task.name(), best.bestFile(), data.isEmpty() ? "" : " -Ddata=" + data));
    }
  }

  /**
   * What searches work with.
   *
   * @param data what every trial trains on
   * @param ledger where trials are recorded
   * @param runs the folder of all runs; those of searches and their reports are in {@code
   *     tune/<search>} below it
   * @param engine trains
   * @param notes gets the progress
   */
  public record SearchSetup(
      DataLocation data, Ledger ledger, Path runs, TrainingEngine engine, PrintStream notes) {
    /** The folder of all searches. */
    Path searches() {
      return runs.resolve("tune");
    }
  }
}
