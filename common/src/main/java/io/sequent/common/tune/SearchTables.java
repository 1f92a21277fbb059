package io.sequent.common.tune;

import io.sequent.common.report.Table;
import io.sequent.common.study.results.Figures;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tables of a search's report. */
final class SearchTables {
  private static final int MAX_ROWS = 20;

  private final SearchResults results;
  private final Search search;

  SearchTables(SearchResults results) {
    this.results = results;
    this.search = results.search();
  }

  /** The best trials, best first. */
  Table best() {
    String objective = search.space().objective();
    List<String> header = new ArrayList<>(List.of("trial"));
    search.space().dimensions().forEach(dimension -> header.add(dimension.name()));
    header.addAll(List.of("epochs", "validation " + objective, "time"));
    List<List<String>> rows = new ArrayList<>();
    for (TrialResult result : results.ranked().stream().limit(MAX_ROWS).toList()) {
      Proposal proposal = result.trial().proposal();
      List<String> row = new ArrayList<>(List.of(String.valueOf(result.trial().number())));
      search
          .space()
          .dimensions()
          .forEach(dimension -> row.add(proposal.values().getOrDefault(dimension.name(), "")));
      row.add(String.valueOf(proposal.epochs()));
      row.add(result.figure(objective));
      row.add(Figures.time(result.seconds()));
      rows.add(row);
    }
    return new Table("Best trials", header, rows);
  }

  /** The settings with their values and their importance. */
  Table settings() {
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

  /** The search and its cost. */
  Map<String, String> facts() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("task", search.task().name());
    facts.put("strategy", StrategyComparison.label(search));
    facts.put("seed", String.valueOf(search.seed()));
    facts.put("objective", "validation " + search.space().objective());
    facts.put("budget", search.trials() + " trainings of " + search.epochs() + " epochs");
    facts.put("seeds of each trial", String.valueOf(search.executions()));
    facts.put("spent", results.epochs() + " epochs of each seed");
    facts.put("trials", results.done() + ", " + results.failed() + " failed");
    facts.put("training time", Figures.time(results.seconds()));
    facts.putAll(search.space().base());
    return facts;
  }

  /** The trials that failed, with their reasons; empty if none did. */
  Optional<Table> failures() {
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
}
