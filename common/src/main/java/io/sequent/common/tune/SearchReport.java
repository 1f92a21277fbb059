package io.sequent.common.tune;

import io.sequent.common.config.ConfigFile;
import io.sequent.common.io.AtomicFile;
import io.sequent.common.page.Page;
import io.sequent.common.page.Section;
import io.sequent.common.report.Table;
import io.sequent.common.task.TaskSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The results of a search as files: {@code best.yaml}, {@code report.html} and {@code report.md}.
 */
final class SearchReport {
  private static final String IMPORTANCE =
      "The importance of a setting is the share of the objective's variance between its"
          + " values, or between four equal parts of its range, corrected for their number (epsilon"
          + " squared). Each configuration counts once, with its longest training.";

  private final SearchResults results;
  private final Search search;
  private final SearchTables tables;
  private final Path folder;
  private final StrategyComparison strategies;

  /**
   * @param folder the search's
   * @param strategies comparison of the strategies tried on the space
   */
  SearchReport(SearchResults results, Path folder, StrategyComparison strategies) {
    this.results = results;
    this.search = results.search();
    this.tables = new SearchTables(results);
    this.folder = folder;
    this.strategies = strategies;
  }

  SearchResults results() {
    return results;
  }

  StrategyComparison comparison() {
    return strategies;
  }

  /** The page with all results. */
  Path page() {
    return ReportFiles.page(folder);
  }

  /** The settings of the best trial, as a configuration file. */
  Path bestFile() {
    return folder.resolve("best.yaml");
  }

  /** Whether a trial has finished. */
  boolean hasBest() {
    return results.best().isPresent();
  }

  /** The best trials, best first. */
  Table best() {
    return tables.best();
  }

  /** The strategies that were tried on the space with this budget, if there are several. */
  Optional<Table> strategies() {
    return strategies.table();
  }

  /** One line on the best trial, or that there is none. */
  String summary() {
    String of = "%d trials, %d failed".formatted(results.done(), results.failed());
    return results
        .best()
        .map(
            best ->
                "best of %s: %s %s, trial %d: %s"
                    .formatted(
                        of,
                        search.space().objective(),
                        best.figure(search.space().objective()),
                        best.trial().number(),
                        search.label(best.trial().proposal())))
        .orElse("no trial has finished: " + of);
  }

  private List<Section> sections() {
    SearchPictures pictures = new SearchPictures(results);
    List<Section> sections = new ArrayList<>();
    sections.add(
        Section.of("Trials")
            .withNote(summary() + ".")
            .withPictures(List.of(pictures.trials(), pictures.configurations()))
            .withTable(best()));
    strategies.section().ifPresent(sections::add);
    sections.add(
        Section.of("Effects of the settings")
            .withNote(IMPORTANCE)
            .withPictures(pictures.effects())
            .withTable(tables.settings()));
    sections.add(Section.of("Search").withFacts(tables.facts()));
    tables
        .failures()
        .ifPresent(table -> sections.add(Section.of("Failed trials").withTable(table)));
    return sections;
  }

  /** Writes all files; each replaces an older one in one step. */
  void write() throws IOException {
    Optional<TrialResult> best = results.best();
    if (best.isPresent()) {
      AtomicFile.write(bestFile(), bestSettings(best.get().trial().proposal()));
    }
    ReportFiles.write(folder, new Page(search.space().title(), search.name(), sections()));
  }

  /** The settings that differ from the task's defaults, for a configuration file has no preset. */
  private String bestSettings(Proposal proposal) {
    Map<String, String> defaults = TaskSettings.defaults(search.task()).asText();
    Map<String, String> values = new LinkedHashMap<>();
    values.put("task", search.task().name());
    search
        .runs(proposal)
        .get(0)
        .config()
        .asText()
        .forEach(
            (name, value) -> {
              if (!value.equals(defaults.get(name))) {
                values.put(name, value);
              }
            });
    return "# %s%n".formatted(summary()).replace("\r", "") + ConfigFile.format(values);
  }
}
