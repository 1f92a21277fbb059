package io.sequent.common.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

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

  /** For Markdown: the title in bold, the first column to the left, the others to the right. */
  public String markdown() {
    List<String> lines = new ArrayList<>();
    lines.add("**" + title + "**");
    lines.add("");
    lines.add(markdownRow(header));
    lines.add("|---|" + "---:|".repeat(Math.max(0, header.size() - 1)));
    rows.forEach(row -> lines.add(markdownRow(row)));
    return String.join(System.lineSeparator(), lines);
  }

  private static String markdownRow(List<String> cells) {
    return cells.stream()
        .map(cell -> cell.replace("|", "\\|"))
        .collect(Collectors.joining(" | ", "| ", " |"));
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
