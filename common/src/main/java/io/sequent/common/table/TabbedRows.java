package io.sequent.common.table;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows between tabs. Most programs write no quotes around such cells, so that a quote may be part
 * of the text; others do. A cell is in quotes if it begins with one and another one ends it, each
 * quote between them doubled. It may go on for some lines, but these hold no tab.
 */
final class TabbedRows implements Rows {
  /** Of a cell in quotes; a file of one long column is not to be kept in memory. */
  private static final int MOST_LINES = 1000;

  private final BufferedReader text;
  private final Deque<String> ahead = new ArrayDeque<>();
  private long line;

  TabbedRows(Reader text, long firstLine) {
    this.text = text instanceof BufferedReader buffered ? buffered : new BufferedReader(text);
    line = firstLine;
  }

  @Override
  public @Nullable TableRow next() throws IOException {
    while (true) {
      long first = line;
      String record = line();
      if (record == null) {
        return null;
      }
      TableRow row = new TableRow(first, cells(record), null);
      if (!row.isBlank()) {
        return row;
      }
    }
  }

  private @Nullable String line() throws IOException {
    line++;
    return ahead.isEmpty() ? text.readLine() : ahead.poll();
  }

  private List<String> cells(String line) throws IOException {
    List<String> cells = new ArrayList<>();
    String record = line;
    int begin = 0;
    while (true) {
      int tab = record.indexOf('\t', begin);
      if (begin < record.length() && record.charAt(begin) == '"') {
        int end = closingQuote(record, begin);
        if (end == record.length()) {
          record = continued(record, begin);
          end = closingQuote(record, begin);
          tab = record.indexOf('\t', begin);
        }
        if (end > 0 && end < record.length()) {
          cells.add(record.substring(begin + 1, end).replace("\"\"", "\""));
          if (end + 1 == record.length()) {
            return cells;
          }
          begin = end + 2;
          continue;
        }
      }
      if (tab < 0) {
        cells.add(record.substring(begin));
        return cells;
      }
      cells.add(record.substring(begin, tab));
      begin = tab + 1;
    }
  }

  /**
   * The place of the quote that ends a cell; the length of the record if none is left, -1 if
   * another character follows a single quote.
   */
  private static int closingQuote(String record, int begin) {
    int quote = record.indexOf('"', begin + 1);
    while (quote >= 0) {
      if (quote + 1 == record.length() || record.charAt(quote + 1) == '\t') {
        return quote;
      }
      if (record.charAt(quote + 1) != '"') {
        return -1;
      }
      quote = record.indexOf('"', quote + 2);
    }
    return record.length();
  }

  /** A record with the lines that its last cell goes on for; itself if nothing ends the cell. */
  private String continued(String record, int begin) throws IOException {
    if (record.indexOf('\t', begin) >= 0) {
      return record;
    }
    StringBuilder cell = new StringBuilder(record);
    List<String> taken = new ArrayList<>();
    while (taken.size() < MOST_LINES) {
      String next = ahead.isEmpty() ? text.readLine() : ahead.poll();
      if (next == null) {
        break;
      }
      taken.add(next);
      cell.append('\n').append(next);
      int quote = openQuote(next);
      if (quote >= 0) {
        boolean closes = quote + 1 == next.length() || next.charAt(quote + 1) == '\t';
        boolean tabBefore = next.indexOf('\t') >= 0 && next.indexOf('\t') < quote;
        if (closes && !tabBefore) {
          line += taken.size();
          return cell.toString();
        }
        break;
      }
      if (next.indexOf('\t') >= 0) {
        break;
      }
    }
    for (int i = taken.size() - 1; i >= 0; i--) {
      ahead.addFirst(taken.get(i));
    }
    return record;
  }

  /** The first quote of a line that is not one of a doubled pair; -1 if there is none. */
  private static int openQuote(String line) {
    int quote = line.indexOf('"');
    while (quote >= 0 && quote + 1 < line.length() && line.charAt(quote + 1) == '"') {
      quote = line.indexOf('"', quote + 2);
    }
    return quote;
  }
}
