package io.sequent.common.tune;

import io.sequent.common.config.Config;
import io.sequent.common.config.ConfigFile;
import io.sequent.common.io.AtomicFile;
import io.sequent.common.page.Page;
import io.sequent.common.page.Section;
import io.sequent.common.report.Picture;
import io.sequent.common.report.Pictures;
import io.sequent.common.report.Table;
import io.sequent.common.study.Figures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a search has come to, for people: {@code best.yaml}, {@code report.html} and {@code .md}.
 */
public final class SearchReport {
  private static final int MOST_ROWS = 20;
  private static final String IMPORTANCE =
      "The importance of a setting is the share of the objective's variance that lies between its"
          + " values, or between four equal parts of its range, corrected for their number (epsilon"
          + " squared). Each configuration counts once, with its longest training.";

  private final SearchResults results;
  private final Search search;
  private final Path folder;
  private final Optional<Table> strategies;

  /**
   * @param folder the search's
   * @param strategies those that were tried on the space, if there are several
   */
  SearchReport(SearchResults results, Path folder, Optional<Table> strategies) {
    this.results = results;
    this.search = results.search();
    this.folder = folder;
    this.strategies = strategies;
  }

  /** Everything on one page. */
  public Path page() {
    return folder.resolve("report.html");
  }

  /** The settings of the best trial, as a configuration file. */
  public Path bestFile() {
    return folder.resolve("best.yaml");
  }

  /** Whether a trial has finished. */
  public boolean hasBest() {
    return results.best().isPresent();
  }

  /** The strategies that were tried on the space with this budget, if there are several. */
  public Optional<Table> strategies() {
    return strategies;
  }

  /** One line about the best trial, or that there is none. */
  public String summary() {
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

  /** The best trials, best first. */
  public Table best() {
    String objective = search.space().objective();
    List<String> header = new ArrayList<>(List.of("trial"));
    search.space().dimensions().forEach(dimension -> header.add(dimension.name()));
    header.addAll(List.of("epochs", "validation " + objective, "test " + objective, "time"));
    List<List<String>> rows = new ArrayList<>();
    for (TrialResult result : results.ranked().stream().limit(MOST_ROWS).toList()) {
      Proposal proposal = result.trial().proposal();
      List<String> row = new ArrayList<>(List.of(String.valueOf(result.trial().number())));
      search
          .space()
          .dimensions()
          .forEach(dimension -> row.add(proposal.values().getOrDefault(dimension.name(), "")));
      row.add(String.valueOf(proposal.epochs()));
      row.add(result.figure(objective));
      row.add(Figures.number(result.test(objective)));
      row.add(Figures.time(result.seconds()));
      rows.add(row);
    }
    return new Table("Best trials", header, rows);
  }

  private Table settings() {
    return new Table(
        "Settings",
        List.of("setting", "values", "importance"),
        search.space().dimensions().stream()
            .map(
                dimension ->
                    List.of(
                        dimension.name(),
                        dimension.describe(),
                        Figures.number(
                            Effect.of(dimension, results.configurations()).importance())))
            .toList());
  }

  private Map<String, String> facts() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("task", search.task().name());
    facts.put("strategy", StrategyTable.label(search));
    facts.put("objective", "validation " + search.space().objective());
    facts.put("budget", search.trials() + " trainings of " + search.epochs() + " epochs");
    facts.put("seeds of each trial", String.valueOf(search.executions()));
    facts.put("spent", results.epochs() + " epochs of each seed");
    facts.put("trials", results.done() + ", " + results.failed() + " failed");
    facts.put("training time", Figures.time(results.seconds()));
    facts.putAll(search.space().base());
    return facts;
  }

  private List<Section> sections() {
    SearchPictures pictures = new SearchPictures(results);
    List<Section> sections = new ArrayList<>();
    sections.add(
        Section.of("Trials")
            .withNote(summary() + ".")
            .withPictures(List.of(pictures.trials(), pictures.configurations()))
            .withTable(best()));
    strategies.ifPresent(table -> sections.add(Section.of("Strategies").withTable(table)));
    sections.add(
        Section.of("Effects of the settings")
            .withNote(IMPORTANCE)
            .withPictures(pictures.effects())
            .withTable(settings()));
    sections.add(Section.of("Search").withFacts(facts()));
    failures().ifPresent(table -> sections.add(Section.of("Failed trials").withTable(table)));
    return sections;
  }

  private Optional<Table> failures() {
    List<List<String>> rows =
        results.trials().stream()
            .filter(result -> result.trial().state() == Trial.State.FAILED)
            .map(
                result ->
                    List.of(
                        String.valueOf(result.trial().number()),
                        search.label(result.trial().proposal()),
                        result.reason()))
            .toList();
    return rows.isEmpty()
        ? Optional.empty()
        : Optional.of(new Table("Failed trials", List.of("trial", "settings", "reason"), rows));
  }

  /** Writes all files; each replaces an older one in one step. */
  public void write() throws IOException {
    Optional<TrialResult> best = results.best();
    if (best.isPresent()) {
      AtomicFile.write(bestFile(), bestSettings(best.get().trial().proposal()));
    }
    List<Section> sections = sections();
    for (Section section : sections) {
      for (Picture picture : section.pictures()) {
        Pictures.write(picture, folder);
        Optional<String> svg = Pictures.svg(picture);
        if (svg.isPresent()) {
          AtomicFile.write(folder.resolve(picture.name() + ".svg"), svg.get() + "\n");
        }
      }
    }
    AtomicFile.write(folder.resolve("report.md"), markdown(sections));
    new Page(search.space().title(), search.name(), sections).write(page());
  }

  /** What differs from the task's defaults; a configuration file brings no preset along. */
  private String bestSettings(Proposal proposal) {
    Map<String, String> defaults = Config.defaults(search.task().settings()).asText();
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

  private String markdown(List<Section> sections) {
    StringBuilder page = new StringBuilder("# " + search.space().title() + "\n");
    for (Section section : sections) {
      page.append("\n## ").append(section.heading()).append("\n\n");
      if (!section.note().isEmpty()) {
        page.append(section.note()).append("\n\n");
      }
      section.facts().forEach((fact, value) -> page.append("- %s: %s\n".formatted(fact, value)));
      section.pictures().forEach(p -> page.append("![%1$s](%1$s.svg)\n".formatted(p.name())));
      section.tables().forEach(table -> page.append('\n').append(table.markdown()));
    }
    return page.toString();
  }
}
