package io.sequent.tasks.stocks;

import io.sequent.common.UserError;
import io.sequent.common.predict.InputReader;
import io.sequent.common.report.Shortened;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the closes of one day from each line and keeps the days of one window. */
final class RecentCloses implements InputReader<DatedWindow> {
  private static final int SHOWN = 120;

  private final List<String> series;
  private final List<String> columns;
  private final int window;
  private final List<double[]> closes = new ArrayList<>();
  private @Nullable LineColumns named;
  private Optional<LocalDate> first = Optional.empty();
  private int line;
  private int days;

  /**
   * A reader of lines.
   *
   * @param columns of the files that the model was trained on, as its setting has them
   */
  RecentCloses(List<String> series, List<String> columns, int window) {
    this.series = series;
    this.columns = List.copyOf(columns);
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
   * Adds a line: one close for each series, separated by commas, semicolons or tabs, with or
   * without the day before them. A first line may name the columns, which can then be more and in
   * any order. Empty lines are skipped.
   *
   * @return the window that ends with the line; none while there are too few days
   * @throws UserError with the line and what was expected
   */
  private Optional<DatedWindow> add(String text) {
    line++;
    if (text.isBlank()) {
      return Optional.empty();
    }
    List<String> cells = LineColumns.cells(text);
    if (days == 0 && named == null) {
      named = LineColumns.named(cells, series, columns).orElse(null);
      if (named != null) {
        return Optional.empty();
      }
    }
    LineColumns place =
        named != null ? named : LineColumns.plain(cells.size(), series.size()).orElse(null);
    if (place == null || place.width() != cells.size()) {
      throw wrong(text);
    }
    Optional<LocalDate> date = date(place, cells, text);
    double[] day = new double[series.size()];
    for (int i = 0; i < day.length; i++) {
      day[i] = price(cells.get(place.closes().get(i)), text);
    }
    return add(text, date, day);
  }

  private Optional<DatedWindow> add(String text, Optional<LocalDate> date, double... day) {
    closes.add(day);
    days++;
    if (closes.size() > window) {
      closes.remove(0);
    }
    return closes.size() < window
        ? Optional.empty()
        : Optional.of(new DatedWindow(text.strip(), days, date, current()));
  }

  private Optional<LocalDate> date(LineColumns place, List<String> cells, String text) {
    if (place.date().isEmpty()) {
      return Optional.empty();
    }
    Readings<LocalDate> read = WrittenDate.read(cells.get(place.date().getAsInt()));
    LocalDate date = read.first().or(read::second).orElseThrow(() -> wrong(text));
    if (read.isOpen()) {
      throw wrong(text, "a day that cannot be read in two ways, such as 2018-12-31");
    }
    if (days == 0) {
      first = Optional.of(date);
    } else if (days == 1 && first.isPresent() && date.isBefore(first.get())) {
      throw wrong(text, "a day after " + first.get() + ": the oldest comes first");
    }
    return Optional.of(date);
  }

  /** A number of three decimals has a decimal point, unless commas may be decimal. */
  private double price(String cell, String text) {
    Readings<Double> read = WrittenNumber.read(cell);
    boolean isUnsure =
        read.isOpen() && (cell.indexOf('.') < 0 || LineColumns.separator(text) == ';');
    if (isUnsure) {
      throw wrong(text, "prices that cannot be read in two ways, such as 1005.00");
    }
    return read.first().or(read::second).orElseThrow(() -> wrong(text));
  }

  private PriceWindow current() {
    // Only the prices of a window are read.
    List<LocalDate> days = Collections.nCopies(window, LocalDate.EPOCH);
    return new PriceWindow(
        new PriceHistory(series, days, closes.toArray(double[][]::new)), 0, window, window - 1);
  }

  private UserError wrong(String text) {
    return wrong(
        text,
        "the closes of " + String.join(" and ", series) + ", separated by a comma, each above 0");
  }

  private UserError wrong(String text, String expected) {
    return new UserError(
        "input line %d: '%s', expected %s".formatted(line, Shortened.text(text, SHOWN), expected));
  }
}
