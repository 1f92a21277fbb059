package io.sequent.tasks.stocks;

import io.sequent.common.UserError;
import io.sequent.common.report.Shortened;
import io.sequent.tasks.stocks.CellColumn.Cell;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The days of the rows of a file, which are in order, whether the oldest or the newest is first.
 */
final class DayColumn {
  private static final int SHOWN = 40;

  private final Path file;
  private final CellColumn<LocalDate> cells;

  /** The first two names of series in the file. */
  private final Set<String> tickers = new LinkedHashSet<>();

  DayColumn(Path file) {
    this.file = file;
    cells = new CellColumn<>(file, "date");
  }

  /**
   * Adds the day of a row. One that is that of the row before is refused at once, so that rows of
   * minutes are not read to the end.
   *
   * @param ticker what the row says of which series it is, if it does
   */
  void add(long line, String text, Optional<String> ticker) {
    Readings<LocalDate> day = WrittenDate.read(text);
    if (day.isWrong()) {
      throw UserError.at(
          file,
          line,
          "date '%s', expected a day such as 2018-12-31".formatted(Shortened.text(text, SHOWN)));
    }
    if (tickers.size() < 2) {
      ticker.ifPresent(tickers::add);
    }
    int row = cells.size();
    cells.add(line, text, day);
    if (row > 0 && day.equals(cells.readings(row - 1))) {
      LocalDate date = day.first().or(day::second).orElseThrow();
      throw outOfOrder(row, date, date);
    }
  }

  int size() {
    return cells.size();
  }

  /** Whether the order of day and month matters to any day. */
  boolean isOfNumbers() {
    return cells.cells().anyMatch(cell -> !cell.readings().isSure());
  }

  /** Whether months come first. Days that only one convention puts in order prove it too. */
  boolean isMonthFirst() {
    Optional<Boolean> proven = cells.proven();
    Optional<Cell<LocalDate>> open = cells.open();
    if (proven.isPresent() || open.isEmpty()) {
      return proven.orElse(true);
    }
    boolean byMonth = isOrdered(cells.values(true));
    if (byMonth == isOrdered(cells.values(false))) {
      throw cells.unsure(open.get(), "days that show which, such as 2018-12-31");
    }
    return byMonth;
  }

  private static boolean isOrdered(List<LocalDate> days) {
    int[] steps =
        IntStream.range(1, days.size())
            .map(i -> Integer.signum(days.get(i).compareTo(days.get(i - 1))))
            .distinct()
            .toArray();
    return steps.length == 1 && steps[0] != 0;
  }

  /**
   * The days in the order of the rows; at least one must have been added.
   *
   * @throws UserError if they are neither ascending nor descending, or may be two
   */
  List<LocalDate> days() {
    List<LocalDate> days = cells.values(isMonthFirst());
    int direction = Integer.signum(days.get(days.size() - 1).compareTo(days.get(0)));
    for (int i = 1; i < days.size(); i++) {
      int step = Integer.signum(days.get(i).compareTo(days.get(i - 1)));
      if (step == 0 || step != direction) {
        throw outOfOrder(i, days.get(i), days.get(i - 1));
      }
    }
    return days;
  }

  private UserError outOfOrder(int row, LocalDate day, LocalDate before) {
    String problem =
        tickers.size() > 1
            ? "another series than '%s', expected one series a file"
                .formatted(Shortened.text(tickers.iterator().next(), SHOWN))
            : "date %s after %s, expected days in order, each once".formatted(day, before);
    return UserError.at(file, cells.line(row), problem);
  }
}
