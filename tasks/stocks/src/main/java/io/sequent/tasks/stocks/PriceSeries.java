package io.sequent.tasks.stocks;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/**
 * The closing prices of one series.
 *
 * @param name the file's name without its ending; of a file of several series, the column's
 * @param file where they were read
 * @param days trading days, ascending
 * @param closes closing prices, one a day, above 0
 */
record PriceSeries(String name, Path file, List<LocalDate> days, double[] closes) {
  PriceSeries {
    days = List.copyOf(days);
  }

  /** The name of a series as part of a file name: EUR/USD or ^GSPC may come from a column. */
  static String fileName(String series) {
    return series
        .toLowerCase(Locale.ROOT)
        .codePoints()
        .map(c -> Character.isLetterOrDigit(c) || "._-".indexOf(c) >= 0 ? c : '-')
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
