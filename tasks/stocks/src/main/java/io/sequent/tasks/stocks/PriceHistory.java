package io.sequent.tasks.stocks;

import io.sequent.common.UserError;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Closing prices of several series on the same trading days.
 *
 * @param series their names
 * @param days trading days, ascending
 * @param closes closing prices, by day, then by series
 */
record PriceHistory(List<String> series, List<LocalDate> days, double[][] closes) {
  PriceHistory {
    series = List.copyOf(series);
    days = List.copyOf(days);
  }

  /**
   * Puts single series side by side.
   *
   * @throws UserError if their trading days differ
   */
  static PriceHistory of(List<PriceSeries> all) {
    PriceSeries first = all.get(0);
    for (PriceSeries other : all) {
      requireSameDays(first, other);
    }
    double[][] closes = new double[first.days().size()][all.size()];
    for (int day = 0; day < closes.length; day++) {
      for (int i = 0; i < all.size(); i++) {
        closes[day][i] = all.get(i).closes()[day];
      }
    }
    List<String> names = new ArrayList<>(all.stream().map(PriceSeries::name).toList());
    return new PriceHistory(names, first.days(), closes);
  }

  private static void requireSameDays(PriceSeries first, PriceSeries other) {
    Path file = other.file();
    int shared = Math.min(first.days().size(), other.days().size());
    for (int i = 0; i < shared; i++) {
      if (!first.days().get(i).equals(other.days().get(i))) {
        throw UserError.at(
            file,
            i + 2L, // Below the header.
            "date "
                + other.days().get(i)
                + ", but "
                + first.file()
                + " has "
                + first.days().get(i));
      }
    }
    if (first.days().size() != other.days().size()) {
      throw new UserError(
          file
              + ": "
              + other.days().size()
              + " trading days, but "
              + first.file()
              + " has "
              + first.days().size());
    }
  }
}
