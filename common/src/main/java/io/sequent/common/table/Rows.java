package io.sequent.common.table;

import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/** The rows of a table, one after the other. */
@FunctionalInterface
interface Rows {
  /**
   * The next row, null at the end.
   *
   * @throws io.sequent.common.UserError if it is not in the form, with its line
   */
  @Nullable TableRow next() throws IOException;

  /**
   * The rows of a text, blank ones left out.
   *
   * @param line of its beginning
   * @param name of the file, for messages
   */
  static Rows of(TableForm form, Reader text, long line, String name) throws IOException {
    return switch (form) {
      case COMMA, SEMICOLON -> new QuotedRows(text, form.separator(), line, name);
      case TAB -> new TabbedRows(text, line);
      case JSON_LINES, JSON -> new JsonRows(text, line, name);
    };
  }
}
