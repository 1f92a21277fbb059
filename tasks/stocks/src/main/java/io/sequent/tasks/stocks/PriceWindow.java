package io.sequent.tasks.stocks;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Some days of prices, and the day whose closes are to be forecast from them.
 *
 * @param history all prices
 * @param from index of the first day of the window
 * @param length days in the window
 * @param target index of the day to forecast
 */
record PriceWindow(PriceHistory history, int from, int length, int target) {
  /**
   * All windows of a history, in order.
   *
   * @param length days in a window
   * @param horizon trading days from a window's last day to its target
   */
  static List<PriceWindow> of(PriceHistory history, int length, int horizon) {
    return IntStream.rangeClosed(0, history.days().size() - length - horizon)
        .mapToObj(from -> new PriceWindow(history, from, length, from + length - 1 + horizon))
        .toList();
  }

  /** The close of a day of the window, counted from 0. */
  double close(int day, int series) {
    return history.closes()[from + day][series];
  }

  /** The close of the window's last day: what persistence forecasts. */
  double last(int series) {
    return close(length - 1, series);
  }

  /** The close to be forecast. */
  double truth(int series) {
    return history.closes()[target][series];
  }

  LocalDate targetDay() {
    return history.days().get(target);
  }
}
