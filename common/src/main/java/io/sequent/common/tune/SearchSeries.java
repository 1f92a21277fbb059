package io.sequent.common.tune;

import io.sequent.common.tune.Tuning.SearchSetup;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Searches of one space that are to be compared, run one after the other. */
final class SearchSeries {
  private SearchSeries() {}

  /**
   * Runs what is left to do of each search, and writes a report on all.
   *
   * @param searches at least one; they differ only in strategy and seed
   * @throws io.sequent.common.UserError as {@link SearchRunner#run} does; if the space does not
   *     suit one of the strategies, before anything is trained
   */
  static StrategyReport run(List<Search> searches, SearchSetup setup) throws IOException {
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
