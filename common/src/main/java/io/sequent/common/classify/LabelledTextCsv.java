package io.sequent.common.classify;

import io.sequent.common.UserError;
import io.sequent.common.io.TextFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Labelled texts in CSV: quotes may hold line breaks, a doubled quote is a quote, blank lines do
 * not count.
 *
 * <p>Columns that are named are looked up in a header. Columns that are numbered need none; a first
 * row counts as a header then if its label is no whole number and those of all other rows are.
 */
final class LabelledTextCsv {
  private static final CSVFormat FORMAT =
      CSVFormat.DEFAULT.builder().setIgnoreEmptyLines(false).get();

  private LabelledTextCsv() {}

  /**
   * Reads a file.
   *
   * @throws UserError if the file is missing, empty or not UTF-8, if it lacks a column, or for a
   *     row (with its line) of broken quotes, a wrong number of columns or no label
   */
  public static List<LabelledRow> read(Path file, TextColumns columns) throws IOException {
    List<Cells> table = table(file, columns);
    Cells first = table.get(0);
    int[] places =
        columns.areNumbers() ? numbered(file, first, columns) : named(file, first, columns);
    boolean header = !columns.areNumbers() || isHeader(table, places[0]);
    List<Cells> rows = table.subList(header ? 1 : 0, table.size());
    if (rows.isEmpty()) {
      throw new UserError(file + ": no row below the header, expected labelled texts");
    }
    return rows.stream().map(cells -> row(file, cells, places)).toList();
  }

  /**
   * The cells of one row.
   *
   * @param line where it starts
   */
  private record Cells(long line, CSVRecord values) {
    String get(int place) {
      return values.get(place).strip();
    }
  }

  private static int[] numbered(Path file, Cells first, TextColumns columns) {
    int[] places = columns.all().mapToInt(number -> Integer.parseInt(number) - 1).toArray();
    int last = IntStream.of(places).max().orElseThrow();
    if (last >= first.values().size()) {
      throw UserError.at(
          file,
          first.line(),
          "%d columns, expected at least %d for columns %s"
              .formatted(first.values().size(), last + 1, columns));
    }
    return places;
  }

  private static int[] named(Path file, Cells first, TextColumns columns) {
    List<String> header = first.values().stream().map(String::strip).toList();
    return columns
        .all()
        .mapToInt(
            name -> {
              int place = header.indexOf(name);
              if (place < 0) {
                throw UserError.at(
                    file,
                    first.line(),
                    "no column '%s' among %s, expected a header with %s"
                        .formatted(name, header, columns));
              }
              return place;
            })
        .toArray();
  }

  private static boolean isHeader(List<Cells> table, int label) {
    return table.size() > 1
        && !ClassLabels.isNumber(table.get(0).get(label))
        && table.stream().skip(1).allMatch(cells -> ClassLabels.isNumber(cells.get(label)));
  }

  private static LabelledRow row(Path file, Cells cells, int[] places) {
    String label = cells.get(places[0]);
    if (label.isEmpty()) {
      throw UserError.at(file, cells.line(), "no label, expected one in column " + (places[0] + 1));
    }
    String text =
        IntStream.of(places)
            .skip(1)
            .mapToObj(cells::get)
            .filter(part -> !part.isEmpty())
            .collect(Collectors.joining(" "));
    return new LabelledRow(file, cells.line(), label, text);
  }

  private static List<Cells> table(Path file, TextColumns columns) throws IOException {
    List<Cells> rows = new ArrayList<>();
    try (CSVParser parser = CSVParser.parse(TextFile.read(file), FORMAT)) {
      Iterator<CSVRecord> records = parser.iterator();
      while (true) {
        // The parser counts the lines that it has read; a row starts on the next one.
        long line = parser.getCurrentLineNumber() + 1;
        try {
          if (!records.hasNext()) {
            break;
          }
        } catch (UncheckedIOException e) {
          throw new UserError(
              file + ":" + line + ": broken quotes, expected CSV with columns " + columns, e);
        }
        CSVRecord values = records.next();
        if (values.size() == 1 && values.get(0).isBlank()) {
          continue;
        }
        int expected = rows.isEmpty() ? values.size() : rows.get(0).values().size();
        if (values.size() != expected) {
          throw UserError.at(
              file,
              line,
              "%d columns, expected %d as in line %d"
                  .formatted(values.size(), expected, rows.get(0).line()));
        }
        rows.add(new Cells(line, values));
      }
    }
    if (rows.isEmpty()) {
      throw new UserError(file + ": empty, expected rows with columns " + columns);
    }
    return rows;
  }
}
