package io.sequent.tasks.stocks;

import io.sequent.common.UserError;
import io.sequent.common.config.Config;
import io.sequent.common.data.DataSource;
import io.sequent.common.data.Splits;
import io.sequent.common.task.DataView;
import io.sequent.common.task.TaskData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Closing prices, one CSV file a series, as windows of days with the closes to forecast. */
final class StocksData implements TaskData<PriceWindow> {
  private static final List<String> PUBLISHED = List.of("GOOG", "AAPL_presplit");
  private static final int MIN_WINDOWS = 10;

  @Override
  public DataSource source() {
    return new DataSource(
            "stocks", PUBLISHED.stream().map(name -> name + ".csv").toList(), new YahooPrices())
        .published("daily prices of GOOG and AAPL", "MIT, as their repository says");
  }

  @Override
  public List<Path> files(Path place, Config config) throws IOException {
    return found(place, config.get(StocksSettings.SERIES)).files();
  }

  private static PriceFiles found(Path place, List<String> names) throws IOException {
    if (!Files.isDirectory(place)) {
      return new PriceFiles(List.of(place), List.of());
    }
    PriceFiles all = PriceFiles.in(place);
    if (all.files().isEmpty()) {
      throw new UserError(place + ": holds no .csv file, expected one of prices for each series");
    }
    List<Path> published = PUBLISHED.stream().map(name -> place.resolve(name + ".csv")).toList();
    if (names.isEmpty() && !all.files().containsAll(published)) {
      return all;
    }
    return new PriceFiles(
        names.isEmpty() ? published : names.stream().map(name -> all.of(name, place)).toList(),
        all.notes());
  }

  @Override
  public Splits<PriceWindow> read(Path place, Config config) throws IOException {
    return divided(
        place, PriceSet.read(found(place, config.get(StocksSettings.SERIES)), config), config);
  }

  private static Splits<PriceWindow> divided(Path place, PriceSet prices, Config config) {
    PriceHistory history = PriceHistory.of(prices.series());
    return config
        .get(StocksSettings.SPLIT)
        .divide(windows(place, history, config, MIN_WINDOWS), config)
        .noting(prices.notesWith(history));
  }

  /** All windows of a file, or those for testing of a folder. */
  @Override
  public Splits<PriceWindow> readForEvaluation(Path place, Config config, List<String> labels)
      throws IOException {
    PriceSet prices = prices(place, config, labels);
    if (Files.isDirectory(place)) {
      return divided(place, prices, config);
    }
    PriceHistory history = PriceHistory.of(prices.series());
    return new Splits<>(
        List.of(), List.of(), windows(place, history, config, 1), prices.notesWith(history));
  }

  /**
   * The prices of a file or folder for a model.
   *
   * @param labels the series that it forecasts
   */
  static PriceSet prices(Path place, Config config, List<String> labels) throws IOException {
    List<String> names = config.get(StocksSettings.SERIES);
    boolean byName =
        names.isEmpty()
            && found(place, names).files().stream()
                .map(PriceFiles::series)
                .collect(Collectors.toSet())
                .containsAll(labels);
    return PriceSet.read(found(place, byName ? labels : names), config).of(labels, place);
  }

  private static List<PriceWindow> windows(
      Path place, PriceHistory history, Config config, int least) {
    int window = config.get(StocksSettings.WINDOW);
    int horizon = config.get(StocksSettings.HORIZON);
    List<PriceWindow> windows = PriceWindow.of(history, window, horizon);
    if (windows.size() < least) {
      throw new UserError(
          "%s: %d trading days%s, expected at least %d for windows of %d and a horizon of %d"
              .formatted(
                  place,
                  history.days().size(),
                  history.series().size() > 1 ? " that all series have" : "",
                  window + horizon + least - 1,
                  window,
                  horizon));
    }
    return windows;
  }

  @Override
  public DataView<PriceWindow> view() {
    return new PriceView();
  }
}
