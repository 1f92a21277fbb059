package io.sequent.tasks.stocks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;

/**
 * Where a line of input has its day and its closes.
 *
 * @param date the column of the day, if there is one
 * @param closes the columns of the closes, in the order of the series
 * @param width columns
 */
record LineColumns(OptionalInt date, List<Integer> closes, int width) {
  LineColumns {
    closes = List.copyOf(closes);
  }

  /** Those of a line of nothing but closes, or of a day and closes; empty if it is neither. */
  static Optional<LineColumns> plain(int width, int series) {
    int first = width - series;
    return first == 0 || first == 1
        ? Optional.of(
            new LineColumns(
                first == 0 ? OptionalInt.empty() : OptionalInt.of(0),
                IntStream.range(first, width).boxed().toList(),
                width))
        : Optional.empty();
  }

  /**
   * Those that a first line names: the series, of a single one also its close as in a file of
   * prices, or the day alone. Empty if it names neither, as a line of prices does not.
   *
   * @param asked columns of the day and of the close that the model was trained on; may be empty
   */
  static Optional<LineColumns> named(List<String> names, List<String> series, List<String> asked) {
    OptionalInt date = PriceColumns.day(names);
    List<Integer> closes = indices(names, series);
    if (closes.isEmpty() && series.size() == 1) {
      closes = close(names, asked, date);
    }
    if (closes.size() == series.size()) {
      return Optional.of(new LineColumns(date, closes, names.size()));
    }
    return date.isPresent() && date.getAsInt() == 0
        ? plain(names.size(), series.size()).filter(columns -> columns.date().isPresent())
        : Optional.empty();
  }

  private static List<Integer> close(List<String> names, List<String> asked, OptionalInt date) {
    if (asked.isEmpty()) {
      return PriceColumns.close(names).stream().boxed().toList();
    }
    // Without the name of a day the line may be prices, and a number a column of them.
    return date.isEmpty()
        ? List.of()
        : PriceColumns.asked(asked.get(1), names, false).stream().limit(1).toList();
  }

  /** The columns that have the names of some series, in the order of these. */
  static List<Integer> indices(List<String> names, List<String> series) {
    return series.stream()
        .map(name -> indexOf(name, names))
        .flatMap(index -> index.stream().boxed())
        .toList();
  }

  private static OptionalInt indexOf(String name, List<String> names) {
    return IntStream.range(0, names.size())
        .filter(i -> names.get(i).strip().equalsIgnoreCase(name))
        .findFirst();
  }

  /** The cells of a line, separated by tabs, else semicolons, else commas; quotes are heeded. */
  static List<String> cells(String line) {
    char separator = separator(line);
    if (line.indexOf('"') < 0) {
      return List.of(line.split(String.valueOf(separator), -1));
    }
    CSVFormat format = CSVFormat.DEFAULT.builder().setDelimiter(separator).get();
    try (CSVParser parser = CSVParser.parse(line, format)) {
      return parser.stream().flatMap(row -> row.stream()).toList();
    } catch (IOException | UncheckedIOException e) {
      // Broken quotes are part of a cell, which is then refused as no number.
      return List.of(line.split(String.valueOf(separator), -1));
    }
  }

  static char separator(String line) {
    if (line.indexOf('\t') >= 0) {
      return '\t';
    }
    return line.indexOf(';') >= 0 ? ';' : ',';
  }
}
