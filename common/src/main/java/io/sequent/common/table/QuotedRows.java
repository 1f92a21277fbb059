package io.sequent.common.table;

import io.sequent.common.UserError;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Iterator;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/** Rows whose quotes may hold separators and line breaks; a doubled quote is a quote. */
final class QuotedRows implements Rows {
  private final CSVParser parser;
  private final Iterator<CSVRecord> records;
  private final long firstLine;
  private final String name;

  QuotedRows(Reader text, char separator, long firstLine, String name) throws IOException {
    CSVFormat format =
        CSVFormat.DEFAULT.builder().setDelimiter(separator).setIgnoreEmptyLines(false).get();
    parser = CSVParser.builder().setReader(text).setFormat(format).get();
    records = parser.iterator();
    this.firstLine = firstLine;
    this.name = name;
  }

  @Override
  public @Nullable TableRow next() throws IOException {
    while (true) {
      // The parser counts the lines that it has read; a row starts on the next one.
      long line = firstLine + parser.getCurrentLineNumber();
      try {
        if (!records.hasNext()) {
          return null;
        }
      } catch (UncheckedIOException e) {
        if (e.getCause() instanceof CSVException) {
          throw new UserError(
              name + ":" + line + ": broken quotes, expected a closing quote at the end of a cell",
              e);
        }
        throw e.getCause();
      }
      TableRow row = new TableRow(line, Arrays.asList(records.next().values()), null);
      if (!row.isBlank()) {
        return row;
      }
    }
  }
}
