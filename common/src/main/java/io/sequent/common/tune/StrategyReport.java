package io.sequent.common.tune;

import io.sequent.common.page.Page;
import io.sequent.common.page.Section;
import io.sequent.common.report.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The results of several searches of one space, side by side, as a page. */
final class StrategyReport {
  private final List<SearchReport> searches;
  private final StrategyComparison comparison;
  private final Path folder;

  private StrategyReport(List<SearchReport> searches, StrategyComparison comparison, Path folder) {
    this.searches = List.copyOf(searches);
    this.comparison = comparison;
    this.folder = folder;
  }

  /**
   * Reports on searches of one space.
   *
   * @param searches finished, at least one
   * @param parent the folder of all searches
   */
  static StrategyReport of(List<SearchReport> searches, Path parent) {
    // The last one includes all others.
    StrategyComparison comparison = searches.get(searches.size() - 1).comparison();
    return new StrategyReport(searches, comparison, parent.resolve(comparison.folderName()));
  }

  /** The page with all results. */
  Path page() {
    return ReportFiles.page(folder);
  }

  /** A row for each strategy; empty unless two searches are over. */
  Optional<Table> strategies() {
    return comparison.table();
  }

  /** The search with the best trial. */
  SearchReport best() {
    return searches.stream().min(Comparator.comparingDouble(StrategyReport::loss)).orElseThrow();
  }

  private static double loss(SearchReport search) {
    return search
        .results()
        .best()
        .map(result -> result.trial().loss())
        .orElse(Double.POSITIVE_INFINITY);
  }

  private Table table() {
    return new Table(
        "Searches",
        List.of("search", "seed", "best trial"),
        searches.stream()
            .map(
                report ->
                    List.of(
                        StrategyComparison.label(report.results().search()),
                        String.valueOf(report.results().search().seed()),
                        report.summary()))
            .toList());
  }

  void write() throws IOException {
    Search search = comparison.search();
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("task", search.task().name());
    facts.put("objective", "validation " + search.space().objective());
    facts.put("budget", search.trials() + " trainings of " + search.epochs() + " epochs");
    facts.put("seeds of each trial", String.valueOf(search.executions()));
    search.space().dimensions().forEach(d -> facts.put(d.name(), d.describe()));
    ReportFiles.write(
        folder,
        new Page(
            search.space().title(),
            "search strategies",
            List.of(
                comparison.section().orElse(Section.of("Strategies")),
                Section.of("Searches").withTable(table()),
                Section.of("Space").withFacts(facts))));
  }
}
