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
import java.util.ArrayList;
import java.util.List;

/** Closing prices, one CSV file a series, as windows of days with the closes to forecast. */
final class StocksData implements TaskData<PriceWindow> {
  private static final List<String> PUBLISHED = List.of("GOOG", "AAPL_presplit");
  private static final int MIN_WINDOWS = 10;

  @Override
  public DataSource source() {
    return new DataSource(
        "stocks", PUBLISHED.stream().map(name -> name + ".csv").toList(), new YahooPrices());
  }

  @Override
  public List<Path> files(Path place, Config config) throws IOException {
    List<String> names = config.get(StocksSettings.SERIES);
    if (!Files.isDirectory(place)) {
      throw new UserError(place + ": expected a folder with a CSV file of prices for each series");
    }
    List<Path> all = DataSource.matching(place, "*.csv");
    if (all.isEmpty()) {
      throw new UserError(place + ": holds no .csv file, expected one of prices for each series");
    }
    List<Path> published = PUBLISHED.stream().map(name -> place.resolve(name + ".csv")).toList();
    if (names.isEmpty()) {
      return all.containsAll(published) ? published : all;
    }
    return names.stream().map(name -> place.resolve(name + ".csv")).toList();
  }

  @Override
  public Splits<PriceWindow> read(Path place, Config config) throws IOException {
    List<Path> files = files(place, config);
    List<PriceSeries> series = new ArrayList<>();
    for (Path file : files) {
      series.add(PriceSeries.read(file));
    }
    PriceHistory history = PriceHistory.of(series);
    int window = config.get(StocksSettings.WINDOW);
    int horizon = config.get(StocksSettings.HORIZON);
    List<PriceWindow> windows = PriceWindow.of(history, window, horizon);
    if (windows.size() < MIN_WINDOWS) {
      throw new UserError(
          "%s: %d trading days, expected at least %d for windows of %d and a horizon of %d"
              .formatted(
                  files.get(0),
                  history.days().size(),
                  window + horizon + MIN_WINDOWS - 1,
                  window,
                  horizon));
    }
    return config.get(StocksSettings.SPLIT).divide(windows, config);
  }

  @Override
  public DataView<PriceWindow> view() {
    return new PriceView();
  }
}
