package io.sequent.tasks.stocks;

import io.sequent.common.UserError;
import io.sequent.common.predict.InputReader;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Reads the closes of one day from each line and keeps the days of one window. */
final class RecentCloses implements InputReader<DatedWindow> {
  private final List<String> series;
  private final int window;
  private final List<double[]> closes = new ArrayList<>();
  private int line;
  private int days;

  RecentCloses(List<String> series, int window) {
    this.series = series;
    this.window = window;
  }

  @Override
  public List<DatedWindow> read(List<String> lines) {
    return lines.stream().map(this::add).flatMap(Optional::stream).toList();
  }

  @Override
  public void end() {
    if (closes.size() < window) {
      throw new UserError(
          "input: "
              + (window - closes.size())
              + " more trading days are needed for a first forecast");
    }
  }

  /**
   * Adds a line: one close for each series, separated by commas, with or without the date before
   * them. A first line of names and empty lines are skipped.
   *
   * @return the window that ends with the line; none while there are too few days
   * @throws UserError with the line and what was expected
   */
  private Optional<DatedWindow> add(String text) {
    line++;
    if (text.isBlank()) {
      return Optional.empty();
    }
    Optional<LocalDate> date = Optional.empty();
    List<String> fields = new ArrayList<>(List.of(text.split(",", -1)));
    if (fields.size() == series.size() + 1) {
      date = date(fields.get(0));
      if (date.isPresent() || line == 1) {
        fields.remove(0);
      }
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
    days++;
    if (closes.size() > window) {
      closes.remove(0);
    }
    return closes.size() < window
        ? Optional.empty()
        : Optional.of(new DatedWindow(text.strip(), days, date, current()));
  }

  private PriceWindow current() {
    // Only the prices of a window are read.
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

  private static Optional<LocalDate> date(String text) {
    try {
      return Optional.of(LocalDate.parse(text.strip()));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
