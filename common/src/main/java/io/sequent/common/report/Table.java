package io.sequent.common.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A table of text with a title.
 *
 * @param title one line above it
 * @param header names of the columns
 * @param rows cells, as many in each row as in the header
 */
public record Table(String title, List<String> header, List<List<String>> rows) {
  public Table {
    header = List.copyOf(header);
    rows = rows.stream().map(List::copyOf).toList();
    for (List<String> row : rows) {
      if (row.size() != header.size()) {
        throw new IllegalArgumentException(
            "table '" + title + "': row of " + row.size() + " cells under " + header.size());
      }
    }
  }

  /** For the console: columns aligned, the first to the left, the others to the right. */
  public String render() {
    int[] widths = header.stream().mapToInt(String::length).toArray();
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    List<String> lines = new ArrayList<>();
    lines.add(title);
    lines.add(line(header, widths));
    lines.add(line(Arrays.stream(widths).mapToObj("-"::repeat).toList(), widths));
    rows.forEach(row -> lines.add(line(row, widths)));
    return String.join(System.lineSeparator(), lines);
  }

  private static String line(List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String padding = " ".repeat(widths[i] - cells.get(i).length());
      line.append(i == 0 ? "  " : "  " + padding).append(cells.get(i));
      if (i == 0) {
        line.append(padding);
      }
    }
    return line.toString().stripTrailing();
  }
}
