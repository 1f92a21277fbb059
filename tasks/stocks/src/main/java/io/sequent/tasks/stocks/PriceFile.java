package io.sequent.tasks.stocks;

import io.sequent.common.UserError;
import io.sequent.common.io.TextFile;
import io.sequent.common.report.Shortened;
import io.sequent.common.table.TableForm;
import io.sequent.common.table.TableReader;
import io.sequent.common.table.TableRow;
import io.sequent.tasks.stocks.CellColumn.Cell;
import io.sequent.tasks.stocks.PriceColumns.Column;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Reads a file of prices in the forms in which publishers and programs write them: the columns, the
 * decimal mark, the order of day and month and that of the rows are found by looking at all of the
 * file, and refused where they are not sure.
 */
final class PriceFile {
  private static final String EXPECTED_PRICE = "expected a number above 0 and at most 1e15";
  private static final String DATE = "Date";
  private static final String CLOSE = "Close";
  private static final int LONGEST_DATE = 100;
  private static final int SHOWN = 40;
  private static final int SHOWN_NAMES = 5;

  private final Path file;
  private final TableForm form;
  private final PriceColumns columns;

  /** The day, each close, and the series where rows name it. */
  private final SelectedColumns selected;

  private final DayColumn days;
  private final List<CellColumn<Double>> closes = new ArrayList<>();

  /** For each series the rows in which it has a close. */
  private final List<List<Integer>> rows = new ArrayList<>();

  private boolean othersProvePoint;
  private boolean othersProveComma;
  private int missing;
  private long firstMissing;
  private boolean newestFirst;

  private PriceFile(Path file, TableForm form, PriceColumns columns, int width) {
    this.file = file;
    this.form = form;
    this.columns = columns;
    List<Integer> places = new ArrayList<>(List.of(columns.date().index()));
    columns.closes().forEach(close -> places.add(close.index()));
    columns.ticker().ifPresent(places::add);
    selected = new SelectedColumns(width, places);
    days = new DayColumn(file);
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
    try (TableReader table = open(file, encoding)) {
      List<TableRow> top = new ArrayList<>();
      TableRow row = table.next();
      while (row != null && top.size() < PriceColumns.TOP) {
        top.add(row);
        row = table.next();
      }
      PriceColumns columns =
          PriceColumns.of(top.stream().map(TableRow::cells).toList(), asked, file);
      PriceFile prices = new PriceFile(file, table.form(), columns, top.get(0).cells().size());
      for (TableRow first : top.subList(columns.headers(), top.size())) {
        prices.add(first.line(), first.cells());
      }
      for (; row != null; row = table.next()) {
        prices.add(row.line(), row.cells());
      }
      return prices.content();
    }
  }

  /** Decimal commas must not be taken for separators where a first row has no names but prices. */
  private static TableReader open(Path file, Charset encoding) throws IOException {
    String start;
    try (BufferedReader text = TextFile.open(file, encoding)) {
      char[] characters = new char[LONGEST_DATE];
      int length = text.read(characters);
      start = String.valueOf(characters, 0, Math.max(0, length));
    }
    String[] cells = start.split(";", 2);
    boolean isSemicolon = cells.length > 1 && !WrittenDate.read(cells[0]).isWrong();
    return TableReader.open(file, encoding, isSemicolon ? TableForm.SEMICOLON : null);
  }

  private void add(long line, List<String> cells) {
    List<String> own = selected.of(cells);
    List<String> prices = own.subList(1, 1 + closes.size());
    List<Integer> present =
        IntStream.range(0, closes.size())
            .filter(i -> !WrittenNumber.isMissing(prices.get(i)))
            .boxed()
            .toList();
    if (present.isEmpty()) {
      firstMissing = missing == 0 ? line : firstMissing;
      missing++;
      return;
    }
    days.add(line, own.get(0), own.stream().skip(1 + closes.size()).findFirst());
    for (int i : present) {
      String close = prices.get(i);
      Readings<Double> price = WrittenNumber.read(close);
      if (price.isWrong()) {
        throw UserError.at(
            file, line, "close '%s', %s".formatted(Shortened.text(close, SHOWN), EXPECTED_PRICE));
      }
      rows.get(i).add(days.size() - 1);
      closes.get(i).add(line, close, price);
    }
    heedOthers(cells);
  }

  /** Opening prices or volumes may show the decimal mark where closes do not. */
  private void heedOthers(List<String> cells) {
    if (closes.stream().noneMatch(CellColumn::isUnproven)) {
      return;
    }
    for (String cell : cells) {
      Readings<Double> number = WrittenNumber.read(cell.replace("%", ""));
      othersProvePoint |= number.proves(true);
      othersProveComma |= number.proves(false);
    }
  }

  private Content content() {
    if (days.size() == 0) {
      throw new UserError(file + ": no prices, expected one row a trading day");
    }
    List<LocalDate> ordered = days.days();
    newestFirst = ordered.get(0).isAfter(ordered.get(ordered.size() - 1));
    List<PriceSeries> series = new ArrayList<>();
    for (int i = 0; i < closes.size(); i++) {
      series.add(series(i, ordered));
    }
    return new Content(series, form(), notes());
  }

  private PriceSeries series(int index, List<LocalDate> ordered) {
    Column column = columns.closes().get(index);
    CellColumn<Double> cells = closes.get(index);
    if (cells.size() == 0) {
      throw new UserError(file + ": no prices of '" + column.name() + "', expected some");
    }
    List<LocalDate> present = new ArrayList<>(rows.get(index).stream().map(ordered::get).toList());
    List<Double> prices = new ArrayList<>(cells.values(isPoint(cells)));
    if (newestFirst) {
      Collections.reverse(present);
      Collections.reverse(prices);
    }
    return new PriceSeries(
        closes.size() == 1 ? PriceFiles.series(file) : column.name(),
        file,
        present,
        prices.stream().mapToDouble(Double::doubleValue).toArray());
  }

  /**
   * Whether the decimal mark is the point. Where nothing shows it, as in numbers of three decimals
   * alone, points are decimal unless semicolons separate the cells, as they do where commas are
   * decimal, or some numbers have no decimals: those may be thousands.
   */
  private boolean isPoint(CellColumn<Double> prices) {
    Optional<Boolean> proven = prices.proven();
    Optional<Cell<Double>> open = prices.open();
    if (proven.isPresent() || open.isEmpty()) {
      return proven.orElse(true);
    }
    if (othersProvePoint != othersProveComma) {
      return othersProvePoint;
    }
    boolean likelyPoint =
        form != TableForm.SEMICOLON
            && prices
                .cells()
                .allMatch(cell -> cell.readings().isOpen() && cell.text().indexOf('.') >= 0);
    if (!likelyPoint) {
      throw prices.unsure(open.get(), "prices that show which, such as 1005.00");
    }
    return true;
  }

  private String form() {
    List<String> parts = new ArrayList<>();
    List<String> names = columns.closes().stream().map(Column::name).toList();
    if (columns.headers() == 0) {
      parts.add("no header");
    } else if (!names.equals(List.of(CLOSE)) || !columns.date().name().equals(DATE)) {
      parts.add(
          "closes in '%s', days in '%s'"
              .formatted(
                  Shortened.list(names, SHOWN_NAMES, "', '"),
                  Shortened.text(columns.date().name(), SHOWN)));
    }
    if (form != TableForm.COMMA) {
      parts.add("form " + form.label());
    }
    if (days.isOfNumbers()) {
      parts.add(days.isMonthFirst() ? "month before day" : "day before month");
    }
    if (closes.stream().anyMatch(cells -> !isPoint(cells))) {
      parts.add("decimal commas");
    } else if (closes.stream().flatMap(CellColumn::cells).anyMatch(c -> c.text().contains(","))) {
      parts.add("thousands separated by commas");
    }
    if (newestFirst) {
      parts.add("newest first");
    }
    return String.join(", ", parts);
  }

  private List<String> notes() {
    return missing == 0
        ? List.of()
        : List.of(
            "%s: left out: %,d %s without a close, the first on line %d"
                .formatted(file, missing, missing == 1 ? "row" : "rows", firstMissing));
  }
}
