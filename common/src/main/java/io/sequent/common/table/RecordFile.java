package io.sequent.common.table;

import io.sequent.common.UserError;
import io.sequent.common.io.TextFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Function;

/** Reads a CSV file that a training has written: a header, then one record a row. */
public final class RecordFile {
  private RecordFile() {}

  /**
   * Reads all records.
   *
   * @param first the columns that the header begins with
   * @param record makes one of a row; may throw by {@link Row#error}
   * @throws UserError with file and line where the file is something else
   */
  public static <T> List<T> read(Path file, List<String> first, Function<Row, T> record)
      throws IOException {
    try (TableReader table =
        TableReader.of(
            TextFile.open(file, StandardCharsets.UTF_8), file.toString(), TableForm.COMMA)) {
      TableRow header = table.next();
      requireHeader(file, first, header == null ? List.of() : header.cells());
      List<T> records = new ArrayList<>();
      for (TableRow row = table.next(); row != null && header != null; row = table.next()) {
        records.add(record.apply(new Row(file, row.line(), header.cells(), row.cells())));
      }
      return records;
    }
  }

  private static void requireHeader(Path file, List<String> first, List<String> header) {
    boolean begins = header.size() >= first.size() && header.subList(0, first.size()).equals(first);
    if (!begins) {
      throw UserError.at(
          file,
          1,
          "columns '%s', expected %s".formatted(String.join(",", header), String.join(",", first)));
    }
    if (new HashSet<>(header).size() < header.size()) {
      throw UserError.at(
          file, 1, "columns '%s', expected each only once".formatted(String.join(",", header)));
    }
  }

  /**
   * One row.
   *
   * @param line where it starts, from 1
   * @param columns the header
   * @param cells as many
   */
  public record Row(Path file, long line, List<String> columns, List<String> cells) {
    /** The text of a column. */
    public String text(String column) {
      return cells.get(columns.indexOf(column));
    }

    /** A number; NaN and infinite ones are written as Java does. */
    public double number(String column) {
      String text = text(column);
      try {
        return Double.parseDouble(text);
      } catch (NumberFormatException e) {
        throw UserError.at(file, line, "%s '%s', expected a number".formatted(column, text), e);
      }
    }

    /** A whole number of 0 or more. */
    public long whole(String column) {
      String text = text(column);
      if (!text.matches("[0-9]{1,18}")) {
        throw error("%s '%s', expected a whole number of 0 or more".formatted(column, text));
      }
      return Long.parseLong(text);
    }

    /** A mistake in this row. */
    public UserError error(String problem) {
      return UserError.at(file, line, problem);
    }
  }
}
