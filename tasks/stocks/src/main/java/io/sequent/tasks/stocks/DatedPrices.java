package io.sequent.tasks.stocks;

import io.sequent.common.config.Config;
import io.sequent.common.data.DataSettings;
import io.sequent.common.io.TextFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * The prices that forecasts are asked for, in a file or a folder with days, as lines of a day and
 * the close of each series, the oldest first.
 *
 * @param series that the model forecasts
 * @param training the settings of its training
 */
record DatedPrices(List<String> series, Config training) {
  /** The rows that are looked at: more than any header has. */
  private static final int ROWS = 5;

  /** The rows of names that a file can have. */
  private static final int HEADERS = 2;

  /** Whether a place is a folder, or the first rows of a file have days beside something else. */
  static boolean areIn(Path place, Charset encoding) throws IOException {
    return Files.isDirectory(place)
        || top(place, encoding).stream()
            .anyMatch(
                cells ->
                    cells.size() > 1
                        && cells.stream().anyMatch(cell -> !WrittenDate.read(cell).isWrong()));
  }

  private static List<List<String>> top(Path file, Charset encoding) throws IOException {
    List<List<String>> rows = new ArrayList<>();
    try (BufferedReader text = TextFile.open(file, encoding)) {
      for (String line = text.readLine();
          line != null && rows.size() < ROWS;
          line = text.readLine()) {
        rows.add(LineColumns.cells(line));
      }
    }
    return rows;
  }

  /**
   * Reads the files of a place as those of the training are, on the days that all series have.
   *
   * @throws io.sequent.common.UserError as {@link PriceFile#read}, and if there are not as many
   *     series as the model has
   */
  BufferedReader lines(Path place, Charset encoding) throws IOException {
    Config config = training.with(DataSettings.ENCODING, encoding);
    if (!Files.isDirectory(place)) {
      config = config.with(StocksSettings.COLUMNS, columns(top(place, encoding)));
    }
    PriceHistory history = PriceHistory.of(StocksData.prices(place, config, series).series());
    String lines =
        IntStream.range(0, history.days().size())
            .mapToObj(day -> history.days().get(day) + "," + text(history.closes()[day]) + "\n")
            .collect(Collectors.joining());
    return new BufferedReader(new StringReader(lines));
  }

  private static String text(double... closes) {
    return DoubleStream.of(closes)
        .mapToObj(close -> new BigDecimal(Double.toString(close)).toPlainString())
        .collect(Collectors.joining(","));
  }

  /**
   * The columns of the day and of the closes: those that the header names as the series, else those
   * of the training; those of a file that has no others need no names.
   */
  private List<String> columns(List<List<String>> top) {
    List<String> first = top.get(0);
    OptionalInt day = PriceColumns.day(first);
    List<Integer> named = LineColumns.indices(first, series);
    if (day.isPresent() && named.size() == series.size()) {
      List<String> columns = new ArrayList<>(List.of(first.get(day.getAsInt()).strip()));
      named.forEach(index -> columns.add(first.get(index).strip()));
      return columns;
    }
    List<String> asked = training.get(StocksSettings.COLUMNS);
    boolean hasOthers =
        first.size() != series.size() + 1
            || top.stream().limit(HEADERS).anyMatch(names -> PriceColumns.close(names).isPresent());
    return !asked.isEmpty() || hasOthers
        ? asked
        : IntStream.rangeClosed(1, first.size()).mapToObj(String::valueOf).toList();
  }
}
