package io.sequent.common.table;

import io.sequent.common.UserError;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Finds the form of a table by its beginning. */
final class FormSearch {
  /** The forms of cells, and how a user knows their separators. */
  private static final List<TableForm> SEPARATED =
      List.of(TableForm.TAB, TableForm.COMMA, TableForm.SEMICOLON);

  private static final int ROWS = 100;

  private FormSearch() {}

  /**
   * The form of a table.
   *
   * @param head its beginning
   * @param whole whether that is all of it
   * @throws UserError if it may be two
   */
  static TableForm of(String head, boolean whole, String name) throws IOException {
    String first = head.stripLeading();
    if (begins(first, '{', "\"}")) {
      return TableForm.JSON_LINES;
    }
    if (begins(first, '[', "{]")) {
      return TableForm.JSON;
    }
    List<Columns> found = new ArrayList<>();
    for (TableForm form : SEPARATED) {
      Columns columns = columns(form, head, whole, name);
      if (columns.count > 1) {
        found.add(columns);
      }
    }
    // A tab that stands as often in each row is no accident.
    found.sort(
        Comparator.comparing((Columns columns) -> columns.form != TableForm.TAB || !columns.even)
            .thenComparing(columns -> !columns.even)
            .thenComparing(columns -> -columns.rows));
    if (found.isEmpty()) {
      return TableForm.COMMA;
    }
    Columns best = found.get(0);
    if (found.stream().skip(1).anyMatch(best::isLike)) {
      throw new UserError(
          "%s: looks like %d columns between commas and like %d between semicolons; name the form"
                  .formatted(name, count(found, TableForm.COMMA), count(found, TableForm.SEMICOLON))
              + " by format=comma or format=semicolon");
    }
    return best.form;
  }

  private static int count(List<Columns> found, TableForm form) {
    return found.stream().filter(c -> c.form == form).mapToInt(Columns::count).sum();
  }

  private static boolean begins(String text, char bracket, String next) {
    if (text.isEmpty() || text.charAt(0) != bracket) {
      return false;
    }
    String inside = text.substring(1).stripLeading();
    return !inside.isEmpty() && next.indexOf(inside.charAt(0)) >= 0;
  }

  /**
   * The first rows in a form.
   *
   * @param count of the columns of the first row
   * @param rows how many have as many columns before one that has not
   * @param even whether all have
   */
  private record Columns(TableForm form, int count, int rows, boolean even) {
    /** Whether neither is more likely. */
    boolean isLike(Columns other) {
      return form != TableForm.TAB
          && other.form != TableForm.TAB
          && even == other.even
          && (even || rows == other.rows);
    }
  }

  private static Columns columns(TableForm form, String head, boolean whole, String name)
      throws IOException {
    Rows table = Rows.of(form, new StringReader(head), 1, name);
    List<TableRow> rows = new ArrayList<>();
    boolean broken = false;
    try {
      for (TableRow row = table.next(); row != null && rows.size() < ROWS; row = table.next()) {
        rows.add(row);
      }
    } catch (UserError e) {
      // What is cut off may lack its closing quote.
      broken = whole;
    }
    if (!whole && rows.size() > 1 && rows.size() < ROWS) {
      rows.remove(rows.size() - 1);
    }
    if (rows.isEmpty()) {
      return new Columns(form, 0, 0, false);
    }
    int count = rows.get(0).cells().size();
    int alike = (int) rows.stream().takeWhile(row -> row.cells().size() == count).count();
    return new Columns(form, count, alike, !broken && alike == rows.size());
  }
}
