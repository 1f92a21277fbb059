package io.sequent.common.study.results;

import static org.assertj.core.api.Assertions.assertThat;

import io.sequent.common.report.Table;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds cells in tables by the names of row and column. */
public final class Tables {
  private Tables() {}

  /** The first table of a Markdown page. */
  public static Table read(String page) {
    List<List<String>> lines =
        page.lines().filter(line -> line.startsWith("|")).map(Tables::cells).toList();
    return new Table("", lines.get(0), lines.subList(2, lines.size()));
  }

  private static List<String> cells(String line) {
    return Stream.of(line.substring(1, line.length() - 1).split(Pattern.quote("|")))
        .map(String::strip)
        .toList();
  }

  /** The cell of the one row that has a name. */
  static String cell(Table table, String row, String column) {
    int name = table.header().indexOf("row");
    List<List<String>> rows =
        table.rows().stream().filter(cells -> cells.get(name).equals(row)).toList();
    assertThat(rows).as("rows named " + row + " of " + table.rows()).hasSize(1);
    assertThat(table.header()).contains(column);
    return rows.get(0).get(table.header().indexOf(column));
  }

  /** A whole column, from the top. */
  static List<String> column(Table table, String column) {
    int index = table.header().indexOf(column);
    return table.rows().stream().map(cells -> cells.get(index)).toList();
  }
}
