package io.sequent.tasks.stocks;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

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
}
