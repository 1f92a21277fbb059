package io.sequent.tasks.stocks;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.TreeSet;

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

  /** Puts single series side by side on the days that all of them have; there may be none. */
  static PriceHistory of(List<PriceSeries> all) {
    TreeSet<LocalDate> shared = new TreeSet<>(all.get(0).days());
    all.forEach(one -> shared.retainAll(new HashSet<>(one.days())));
    List<LocalDate> days = List.copyOf(shared);
    double[][] closes = new double[days.size()][all.size()];
    for (int i = 0; i < all.size(); i++) {
      PriceSeries one = all.get(i);
      int day = 0;
      for (int row = 0; row < one.days().size(); row++) {
        if (shared.contains(one.days().get(row))) {
          closes[day][i] = one.closes()[row];
          day++;
        }
      }
    }
    return new PriceHistory(all.stream().map(PriceSeries::name).toList(), days, closes);
  }
}
