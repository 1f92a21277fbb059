package io.sequent.tasks.stocks;

import io.sequent.common.UserError;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Reads the input of a prediction: a day's closes a line, and keeps the days of one window. */
final class RecentCloses {
  private final List<String> series;
  private final int window;
  private final List<double[]> closes = new ArrayList<>();
  private int line;

  RecentCloses(List<String> series, int window) {
    this.series = series;
    this.window = window;
  }

  /**
   * Takes a line: one close for each series, separated by commas, with or without the date before
   * them. A first line of names and empty lines are passed over.
   *
   * @return the window that ends with the line; none while there are too few days
   * @throws UserError naming the line and what was expected
   */
  Optional<PriceWindow> add(String text) {
    line++;
    if (text.isBlank()) {
      return Optional.empty();
    }
    List<String> fields = new ArrayList<>(List.of(text.split(",", -1)));
    if (fields.size() == series.size() + 1 && (isDate(fields.get(0)) || line == 1)) {
      fields.remove(0);
    }
    if (fields.size() != series.size()) {
      throw wrong(text);
    }
    double[] day = new double[series.size()];
    for (int i = 0; i < day.length; i++) {
      try {
        day[i] = Double.parseDouble(fields.get(i).strip());
      } catch (NumberFormatException e) {
        if (line == 1) {
          return Optional.empty();
        }
        throw wrong(text);
      }
      if (!(day[i] > 0) || Double.isInfinite(day[i])) {
        throw wrong(text);
      }
    }
    closes.add(day);
    if (closes.size() > window) {
      closes.remove(0);
    }
    return closes.size() < window ? Optional.empty() : Optional.of(current());
  }

  /** How many days are still missing before the first forecast. */
  int missing() {
    return window - closes.size();
  }

  private PriceWindow current() {
    // The days of a window are not looked at, only its prices.
    List<LocalDate> days = Collections.nCopies(window, LocalDate.EPOCH);
    return new PriceWindow(
        new PriceHistory(series, days, closes.toArray(double[][]::new)), 0, window, window - 1);
  }

  private UserError wrong(String text) {
    return new UserError(
        "input line "
            + line
            + ": '"
            + text
            + "', expected the closes of "
            + String.join(" and ", series)
            + ", separated by a comma, each above 0");
  }

  private static boolean isDate(String text) {
    try {
      LocalDate.parse(text.strip());
      return true;
    } catch (DateTimeParseException e) {
      return false;
    }
  }
}
