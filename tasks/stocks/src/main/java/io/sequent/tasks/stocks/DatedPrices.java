package io.sequent.tasks.stocks;

import io.sequent.common.UserError;
import io.sequent.common.io.TextFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;

/** A file of the prices of one series as lines of a day and its close, the oldest first. */
final class DatedPrices {
  /** The rows that are looked at: more than any header has. */
  private static final int ROWS = 5;

  private DatedPrices() {}

  /** Whether the first rows of a file have days beside something else. */
  static boolean areIn(Path file, Charset encoding) throws IOException {
    try (BufferedReader text = TextFile.open(file, encoding)) {
      for (int row = 0; row < ROWS; row++) {
        String line = text.readLine();
        if (line == null) {
          return false;
        }
        List<String> cells = LineColumns.cells(line);
        if (cells.size() > 1
            && cells.stream().anyMatch(cell -> !WrittenDate.read(cell).isWrong())) {
          return true;
        }
      }
      return false;
    }
  }

  /**
   * Reads a file.
   *
   * @param columns those of the training, empty to look for them
   * @throws UserError as {@link PriceFile#read}, and if there are several series
   */
  static BufferedReader lines(Path file, List<String> columns, Charset encoding)
      throws IOException {
    List<PriceSeries> series = PriceFile.read(file, columns, encoding).series();
    if (series.size() > 1) {
      throw new UserError(
          "%s: %d series of prices, expected one as the model has".formatted(file, series.size()));
    }
    PriceSeries prices = series.get(0);
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < prices.closes().length; i++) {
      lines
          .append(prices.days().get(i))
          .append(',')
          .append(new BigDecimal(Double.toString(prices.closes()[i])).toPlainString())
          .append('\n');
    }
    return new BufferedReader(new StringReader(lines.toString()));
  }
}
