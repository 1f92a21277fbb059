package io.sequent.common.classify;

import io.sequent.common.UserError;
import io.sequent.common.report.Shortened;
import io.sequent.common.table.TableReader;
import io.sequent.common.table.TableRow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Labelled texts in a table. Columns that are named are looked up in a header, or are the names in
 * JSON objects. Columns that are numbered need no header; whether the first row is one is told by
 * its cells and those below.
 */
final class LabelledTable {
  private static final int SHOWN = 10;

  private final Path file;
  private final TextColumns columns;
  private final int[] places;

  /** The names of a JSON object; null in other forms. */
  private final @Nullable List<String> names;

  /** How many rows below the first have texts that could be names of columns. */
  private long likeNames;

  private LabelledTable(
      Path file, TextColumns columns, @Nullable List<String> names, TableRow first) {
    this.file = file;
    this.columns = columns;
    this.names = names;
    places =
        columns.areNumbers()
            ? numbered(first)
            : named(first, names == null ? first.cells() : names);
  }

  /**
   * Reads a table.
   *
   * @throws UserError if it has no row or lacks a column, or for a row without a label (with its
   *     line)
   */
  static LabelledRows read(TableReader table, Path file, TextColumns columns) throws IOException {
    TableRow first = table.next();
    if (first == null) {
      throw new UserError(file + ": empty, expected rows with columns " + columns);
    }
    return new LabelledTable(file, columns, table.columns(), first).read(table, first);
  }

  private int[] numbered(TableRow first) {
    int[] numbers = columns.all().mapToInt(number -> Integer.parseInt(number) - 1).toArray();
    int last = IntStream.of(numbers).max().orElseThrow();
    if (last >= first.cells().size()) {
      throw UserError.at(
          file,
          first.line(),
          "%d columns, expected at least %d for columns %s"
              .formatted(first.cells().size(), last + 1, columns));
    }
    return numbers;
  }

  private int[] named(TableRow first, List<String> found) {
    List<String> header = found.stream().map(String::strip).toList();
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
                        .formatted(name, Shortened.names(header), columns));
              }
              return place;
            })
        .toArray();
  }

  private LabelledRows read(TableReader table, TableRow first) throws IOException {
    List<LabelledRow> rows = new ArrayList<>();
    for (TableRow row = table.next(); row != null; row = table.next()) {
      rows.add(row(row));
      likeNames += isNames(row) ? 1 : 0;
    }
    List<String> notes = new ArrayList<>();
    if (names != null) {
      rows.add(0, row(first));
    } else if (columns.areNumbers()) {
      if (isHeader(first, rows)) {
        notes.add(
            "header: %s, the first row of %s"
                .formatted(
                    Shortened.list(ClassNames.lines(first.cells()), SHOWN, ", "),
                    file.getFileName()));
      } else {
        rows.add(0, row(first));
      }
    }
    if (rows.isEmpty()) {
      throw new UserError(file + ": no row below the header, expected labelled texts");
    }
    return new LabelledRows(rows, TextForm.of(table.form()), notes);
  }

  /**
   * Whether a first row names the columns: its label is no number and those below are, or no row
   * below has its label and its texts look like names, which most texts below do not.
   *
   * @throws UserError if it does, and the column of the label has no name, but counts the rows
   */
  private boolean isHeader(TableRow first, List<LabelledRow> below) {
    String label = cell(first, places[0]);
    Set<String> labels = new HashSet<>();
    below.forEach(row -> labels.add(row.label()));
    if (below.isEmpty() || labels.contains(label) || ClassLabels.isNumber(label)) {
      return false;
    }
    if (labels.stream().allMatch(ClassLabels::isNumber)) {
      if (label.isEmpty() && labels.size() == below.size()) {
        throw UserError.at(
            file,
            first.line(),
            "column %d has no name and numbers the rows, expected the label; set columns="
                    .formatted(places[0] + 1)
                + " to its column and those of the text");
      }
      return !label.isEmpty();
    }
    return isNames(first) && isName(label) && likeNames * 2 < below.size();
  }

  /** Whether the texts of a row can be names of columns. */
  private boolean isNames(TableRow row) {
    for (int i = 1; i < places.length; i++) {
      if (!isName(cell(row, places[i]))) {
        return false;
      }
    }
    return true;
  }

  /** Whether a cell can be the name of a column: one word of letters, digits and underscores. */
  private static boolean isName(String cell) {
    return !cell.isEmpty()
        && cell.indexOf(' ') < 0
        && Character.isLetter(cell.codePointAt(0))
        && cell.codePoints().allMatch(c -> Character.isLetterOrDigit(c) || c == '_' || c == '-');
  }

  private LabelledRow row(TableRow row) {
    String label = cell(row, places[0]);
    if (label.isEmpty()) {
      throw UserError.at(file, row.line(), "no label, expected one in column " + (places[0] + 1));
    }
    String text = cell(row, places[1]);
    for (int i = 2; i < places.length; i++) {
      String more = cell(row, places[i]);
      text = text.isEmpty() ? more : more.isEmpty() ? text : text + " " + more;
    }
    return new LabelledRow(file, row.line(), label, text);
  }

  private String cell(TableRow row, int place) {
    if (names != null
        && row.json() != null
        && row.json().path(names.get(place)).isContainerNode()) {
      throw UserError.at(
          file,
          row.line(),
          "'%s' is a list or an object, expected a text".formatted(names.get(place)));
    }
    return row.cells().get(place).strip();
  }
}
