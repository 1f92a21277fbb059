package io.sequent.common.tune;

import io.sequent.common.config.Setting;
import io.sequent.common.page.Section;
import io.sequent.common.report.Charts;
import io.sequent.common.report.Picture;
import io.sequent.common.report.Table;
import io.sequent.common.study.results.Figures;
import io.sequent.common.tune.SearchFile.Standing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * The strategies that were tried on one space, data and budget, each over the seeds of its
 * searches. Searches that are not over are left out.
 *
 * @param search one of them
 * @param key hash that comparable searches share
 * @param strategies results by strategy, the best mean first
 */
record StrategyComparison(Search search, String key, Map<String, List<Standing>> strategies) {
  /**
   * Reads the searches that are comparable with one.
   *
   * @param searches the folder of all searches
   * @param key hash that comparable searches share
   */
  static StrategyComparison of(Path searches, String key, Search search) throws IOException {
    Map<String, List<Standing>> byStrategy = new TreeMap<>();
    for (SearchFile file : over(searches, key, search.trials())) {
      Optional.ofNullable(file.standing())
          .ifPresent(
              standing ->
                  byStrategy
                      .computeIfAbsent(file.strategy(), name -> new ArrayList<>())
                      .add(standing));
    }
    Map<String, List<Standing>> ranked = new LinkedHashMap<>();
    byStrategy.entrySet().stream()
        .sorted(Comparator.comparingDouble(entry -> loss(search, entry.getValue())))
        .forEach(entry -> ranked.put(entry.getKey(), entry.getValue()));
    return new StrategyComparison(search, key, ranked);
  }

  /** The searches that are over and had the same budget. */
  private static List<SearchFile> over(Path searches, String key, int trials) throws IOException {
    List<SearchFile> over = new ArrayList<>();
    try (Stream<Path> folders = Files.list(searches)) {
      for (Path folder : folders.sorted().toList()) {
        SearchFile.read(folder)
            .filter(file -> file.key().equals(key) && file.trials() == trials && file.isOver())
            .ifPresent(over::add);
      }
    }
    return over;
  }

  private static double loss(Search search, List<Standing> standings) {
    double mean = mean(standings, Standing::best);
    if (Double.isNaN(mean)) {
      return Double.POSITIVE_INFINITY;
    }
    return search.lowerIsBetter() ? mean : -mean;
  }

  private static double mean(List<Standing> standings, ToDoubleFunction<Standing> figure) {
    return Figures.mean(standings.stream().mapToDouble(figure).boxed().toList());
  }

  /** Whether there is something to compare. */
  private boolean isOfSeveral() {
    return strategies.values().stream().mapToInt(List::size).sum() > 1;
  }

  /** A row for each strategy; empty if there is only one search. */
  Optional<Table> table() {
    if (!isOfSeveral()) {
      return Optional.empty();
    }
    List<List<String>> rows = new ArrayList<>();
    strategies.forEach((strategy, standings) -> rows.add(row(strategy, standings)));
    return Optional.of(
        new Table(
            "Strategies, %d full trainings each".formatted(search.trials()),
            List.of(
                "strategy",
                "seeds",
                "validation " + search.space().objective(),
                "trials",
                "failed",
                "epochs",
                "time"),
            rows));
  }

  private static List<String> row(String strategy, List<Standing> standings) {
    return List.of(
        strategy,
        String.valueOf(standings.size()),
        Figures.meanAndDeviation(standings.stream().map(Standing::best).toList()),
        count(mean(standings, Standing::done)),
        count(mean(standings, Standing::failed)),
        count(mean(standings, Standing::epochs)),
        Figures.time(mean(standings, Standing::seconds)));
  }

  private static String count(double mean) {
    return mean == Math.rint(mean)
        ? String.valueOf((long) mean)
        : String.format(Locale.ROOT, "%.1f", mean);
  }

  /** The best so far over the epochs spent, the mean of each strategy. */
  private Picture picture() {
    Map<String, Charts.Steps> lines = new LinkedHashMap<>();
    strategies.forEach((strategy, standings) -> lines.put(strategy, steps(standings)));
    return new Picture(
        "strategies",
        Charts.steps(
            search.space().title(),
            "epochs spent",
            "best validation " + search.space().objective(),
            lines));
  }

  private static Charts.Steps steps(List<Standing> standings) {
    List<BestSoFar.Point> points =
        new ArrayList<>(
            BestSoFar.mean(standings.stream().map(s -> new BestSoFar(s.bestSoFar())).toList())
                .points());
    long end = standings.stream().mapToLong(Standing::epochs).max().orElse(0);
    if (!points.isEmpty() && points.get(points.size() - 1).epochs() < end) {
      points.add(new BestSoFar.Point(end, points.get(points.size() - 1).objective()));
    }
    return new Charts.Steps(
        points.stream().map(BestSoFar.Point::epochs).toList(),
        points.stream().map(BestSoFar.Point::objective).toList());
  }

  /** Table and picture; empty if there is nothing to compare. */
  Optional<Section> section() {
    return table()
        .map(table -> Section.of("Strategies").withPictures(List.of(picture())).withTable(table));
  }

  /** The name of the folder of their report. */
  String folderName() {
    return search.space().name() + "-strategies-" + key.substring(0, Search.NAME_DIGITS);
  }

  /** The name of a strategy, with its own parameters. */
  static String label(Search search) {
    String name = Setting.label(search.kind());
    return search.kind() == StrategyKind.HYPERBAND ? name + ", eta " + search.eta() : name;
  }
}
