package io.sequent.common.tune;

import io.sequent.common.config.Setting;
import io.sequent.common.report.Table;
import io.sequent.common.study.Figures;
import io.sequent.common.tune.SearchFile.Standing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The strategies that were tried on one space with one budget. */
final class StrategyTable {
  private StrategyTable() {}

  /**
   * Reads the searches beside one.
   *
   * @param folder of the search
   * @param key what all of them share
   * @return nothing as long as there are no two of them
   */
  static Optional<Table> of(Path folder, String key, Search search) throws IOException {
    List<SearchFile> searches = new ArrayList<>();
    try (Stream<Path> folders = Files.list(folder.resolveSibling(""))) {
      for (Path other : folders.sorted().toList()) {
        SearchFile.read(other)
            .filter(file -> file.key().equals(key) && file.trials() == search.trials())
            .ifPresent(searches::add);
      }
    }
    List<List<String>> rows =
        searches.stream()
            .flatMap(file -> Stream.ofNullable(file.standing()).map(s -> new Row(file, s)))
            .sorted(
                Comparator.comparingDouble(
                    row -> loss(row.standing().best(), search.lowerIsBetter())))
            .map(Row::cells)
            .toList();
    return rows.size() < 2
        ? Optional.empty()
        : Optional.of(
            new Table(
                "Strategies, %d full trainings each".formatted(search.trials()),
                List.of(
                    "strategy",
                    "trials",
                    "failed",
                    "epochs",
                    "time",
                    "validation " + search.space().objective(),
                    "test " + search.space().objective(),
                    "best trial"),
                rows));
  }

  private static double loss(double objective, boolean lowerIsBetter) {
    if (Double.isNaN(objective)) {
      return Double.POSITIVE_INFINITY;
    }
    return lowerIsBetter ? objective : -objective;
  }

  private record Row(SearchFile file, Standing standing) {
    List<String> cells() {
      return List.of(
          file.strategy(),
          String.valueOf(standing.done()),
          String.valueOf(standing.failed()),
          String.valueOf(standing.epochs()),
          Figures.time(standing.seconds()),
          Figures.number(standing.best()),
          Figures.number(standing.test()),
          standing.label());
    }
  }

  /** What a strategy is called where it has parameters of its own. */
  static String label(Search search) {
    String name = Setting.label(search.kind());
    return search.kind() == StrategyKind.HYPERBAND ? name + ", eta " + search.eta() : name;
  }
}
