package io.sequent.common.report;

import gg.jte.html.escape.Escape;
import gg.jte.output.StringOutput;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A table of text with a title.
 *
 * @param title one line above it
 * @param header names of the columns
 * @param rows cells, in each row as many as in the header
 */
public record Table(String title, List<String> header, List<List<String>> rows) {
  /** A number with optional sign and thousands separators, or a dash or nothing in its place. */
  private static final Pattern FIGURE = Pattern.compile("[-+]?[0-9][0-9,.eE+-]*|-|");

  /** Characters of a cell on one line of a page. */
  private static final int MAX_LINE = 80;

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

  /** For the console: columns of numbers aligned to the right, others to the left. */
  public String render() {
    List<String> lines = new ArrayList<>();
    lines.add(title);
    lines.add(line(header));
    lines.add(line(IntStream.range(0, header.size()).mapToObj(c -> "-".repeat(width(c))).toList()));
    rows.forEach(row -> lines.add(line(row)));
    return String.join(System.lineSeparator(), lines);
  }

  /** As a Markdown table without the title; columns of numbers aligned to the right. */
  public String markdown() {
    StringBuilder markdown = new StringBuilder();
    markdown.append(markdownLine(header));
    markdown.append(
        markdownLine(
            IntStream.range(0, header.size())
                .mapToObj(c -> hasFigures(c) ? "---:" : "---")
                .toList()));
    rows.forEach(row -> markdown.append(markdownLine(row)));
    return markdown.toString();
  }

  /**
   * As an HTML table with the title as caption. It includes its alignment, for pages with styles of
   * their own; all text is escaped.
   */
  public String html() {
    StringBuilder html = new StringBuilder("<table>\n");
    html.append("<caption>").append(escaped(title)).append("</caption>\n");
    html.append("<thead>").append(htmlRow("th", header)).append("</thead>\n<tbody>\n");
    rows.forEach(row -> html.append(htmlRow("td", row)).append('\n'));
    return html.append("</tbody>\n</table>").toString();
  }

  private String htmlRow(String element, List<String> cells) {
    StringBuilder row = new StringBuilder("<tr>");
    for (int column = 0; column < cells.size(); column++) {
      String side = hasFigures(column) ? "right" : "left";
      row.append(
          "<%1$s align=\"%2$s\" style=\"text-align:%2$s\">%3$s</%1$s>"
              .formatted(element, side, escaped(cells.get(column))));
    }
    return row.append("</tr>").toString();
  }

  private static String escaped(String text) {
    StringOutput output = new StringOutput();
    Escape.htmlContent(text, output);
    return output.toString();
  }

  private static String markdownLine(List<String> cells) {
    return cells.stream()
        .map(cell -> inOneLine(cell.replace("|", "\\|")))
        .collect(Collectors.joining(" | ", "| ", " |\n"));
  }

  private static String inOneLine(String cell) {
    return cell.replace("\r\n", " ").replace('\n', ' ').replace('\r', ' ');
  }

  private String line(List<String> cells) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < cells.size(); column++) {
      String cell = inOneLine(cells.get(column));
      String padding = " ".repeat(width(column) - cell.length());
      line.append("  ").append(hasFigures(column) ? padding + cell : cell + padding);
    }
    return line.toString().stripTrailing();
  }

  private int width(int column) {
    return Stream.concat(Stream.of(header), rows.stream())
        .mapToInt(row -> inOneLine(row.get(column)).length())
        .max()
        .orElseThrow();
  }

  /** Whether a cell of a column is so long that it needs several lines. */
  public boolean hasSentences(int column) {
    return rows.stream().anyMatch(row -> row.get(column).length() > MAX_LINE);
  }

  /** Whether all cells of a column are numbers or placeholders for missing ones. */
  public boolean hasFigures(int column) {
    return !rows.isEmpty()
        && rows.stream().map(row -> row.get(column)).allMatch(FIGURE.asMatchPredicate());
  }
}
