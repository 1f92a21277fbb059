package io.sequent.common.tune;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Searches of one space that are to be compared, run one after the other. */
public final class SearchSeries {
  private SearchSeries() {}

  /**
   * Does what is left to do of each search, and writes a report of all.
   *
   * @param searches at least one; they differ in strategy and seed alone
   * @throws io.sequent.common.UserError as {@link SearchRunner#run} does; before anything is
   *     trained if the space is none for one of the strategies
   */
  public static StrategyReport run(List<Search> searches, SearchSetup setup) throws IOException {
    searches.forEach(Search::strategy);
    List<SearchReport> reports = new ArrayList<>();
    for (Search search : searches) {
      setup
          .notes()
          .printf(
              Locale.ROOT,
              "%d of %d searches: %s, seed %d%n",
              reports.size() + 1,
              searches.size(),
              StrategyComparison.label(search),
              search.seed());
      reports.add(SearchRunner.run(search, setup));
    }
    StrategyReport report = StrategyReport.of(reports, setup.searches());
    report.write();
    return report;
  }
}
