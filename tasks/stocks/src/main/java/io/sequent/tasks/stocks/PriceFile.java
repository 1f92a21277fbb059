package io.sequent.tasks.stocks;

import io.sequent.common.UserError;
import io.sequent.common.report.Shortened;
import io.sequent.common.table.TableForm;
import io.sequent.common.table.TableReader;
import io.sequent.common.table.TableRow;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Reads a file of prices in the forms in which publishers and programs write them: the columns, the
 * decimal mark, the order of day and month and that of the rows are found by looking at all of the
 * file, and refused where they are not sure.
 */
final class PriceFile {
  private static final String EXPECTED_PRICE = "expected a number above 0 and at most 1e15";
  private static final int SHOWN = 80;

  private final Path file;
  private final TableForm form;
  private final PriceColumns columns;
  private final CellColumn<LocalDate> days;
  private final List<CellColumn<Double>> closes = new ArrayList<>();

  /** For each series the rows in which it has a close. */
  private final List<List<Integer>> rows = new ArrayList<>();

  private final boolean[] othersProve = new boolean[2];
  private final Map<String, Long> tickers = new LinkedHashMap<>();
  private int missing;
  private long firstMissing;
  private boolean newestFirst;

  private PriceFile(Path file, TableForm form, PriceColumns columns) {
    this.file = file;
    this.form = form;
    this.columns = columns;
    days = new CellColumn<>(file, "date");
    for (int i = 0; i < columns.closes().size(); i++) {
      closes.add(new CellColumn<>(file, "close"));
      rows.add(new ArrayList<>());
    }
  }

  /**
   * What a file holds.
   *
   * @param series one or more
   * @param form how it is written, where it is not as Yahoo writes it; empty if it is
   * @param notes what was left out
   */
  record Content(List<PriceSeries> series, String form, List<String> notes) {
    Content {
      series = List.copyOf(series);
      notes = List.copyOf(notes);
    }
  }

  /**
   * Reads a file.
   *
   * @param asked names or numbers from 1 of the columns of the day and of one or more closes; empty
   *     to look for one of each
   * @throws UserError with file and line for missing columns, a value that is no day or price, one
   *     that may be two, or days out of order
   */
  static Content read(Path file, List<String> asked, Charset encoding) throws IOException {
    try (TableReader table = TableReader.open(file, encoding)) {
      List<TableRow> top = new ArrayList<>();
      TableRow row = table.next();
      while (row != null && top.size() < PriceColumns.TOP) {
        top.add(row);
        row = table.next();
      }
      PriceColumns columns =
          PriceColumns.of(top.stream().map(TableRow::cells).toList(), asked, file);
      PriceFile prices = new PriceFile(file, table.form(), columns);
      top.subList(columns.headers(), top.size()).forEach(r -> prices.add(r.line(), r.cells()));
      for (; row != null; row = table.next()) {
        prices.add(row.line(), row.cells());
      }
      return prices.content();
    }
  }

  private void add(long line, List<String> cells) {
    if (cells.size() != columns.width()) {
      throw UserError.at(
          file,
          line,
          "%d columns, expected %d as in the first row".formatted(cells.size(), columns.width()));
    }
    List<Integer> present =
        IntStream.range(0, closes.size())
            .filter(i -> !WrittenNumber.isMissing(cells.get(columns.closes().get(i).index())))
            .boxed()
            .toList();
    if (present.isEmpty()) {
      firstMissing = missing == 0 ? line : firstMissing;
      missing++;
      return;
    }
    String date = cells.get(columns.date().index());
    Readings<LocalDate> day = WrittenDate.read(date);
    if (day.isWrong()) {
      throw UserError.at(
          file,
          line,
          "date '%s', expected a day such as 2018-12-31".formatted(Shortened.text(date, SHOWN)));
    }
    for (int i : present) {
      String close = cells.get(columns.closes().get(i).index());
      Readings<Double> price = WrittenNumber.read(close);
      if (price.isWrong()) {
        throw UserError.at(
            file,
            line,
            "close '%s', %s".formatted(Shortened.text(close, SHOWN), EXPECTED_PRICE));
      }
      rows.get(i).add(days.size());
      closes.get(i).add(line, close, price);
    }
    days.add(line, date, day);
    columns.ticker().ifPresent(i -> tickers.putIfAbsent(cells.get(i), line));
    heedOthers(cells);
  }

  /** Opening prices or volumes may show the decimal mark where closes do not. */
  private void heedOthers(List<String> cells) {
    if (closes.stream().noneMatch(CellColumn::isUndecided)) {
      return;
    }
    for (String cell : cells) {
      Readings<Double> number = WrittenNumber.read(cell.replace("%", ""));
      othersProve[0] |= number.proves(true);
      othersProve[1] |= number.proves(false);
    }
  }

  private Content content() {
    if (days.isEmpty()) {
      throw new UserError(file + ": no prices, expected one row a trading day");
    }
    List<LocalDate> ordered = orderedDays();
    List<PriceSeries> series = new ArrayList<>();
    for (int i = 0; i < closes.size(); i++) {
      if (!closes.get(i).isEmpty()) {
        series.add(series(i, ordered));
      }
    }
    List<String> notes =
        missing == 0
            ? List.of()
            : List.of(
                "%s: %,d rows without a close are left out, the first on line %d"
                    .formatted(file, missing, firstMissing));
    return new Content(series, form(), notes);
  }
}
