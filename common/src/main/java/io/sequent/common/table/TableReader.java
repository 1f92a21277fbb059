package io.sequent.common.table;

import io.sequent.common.UserError;
import io.sequent.common.io.TextFile;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a table row by row, so that a file of any length takes little memory. Blank lines are no
 * rows, and neither is a first line {@code sep=;} as Excel writes it.
 */
public final class TableReader implements Closeable {
  /** How much of a table is looked at to find its form, in characters. */
  private static final int HEAD = 1 << 16;

  private final String name;
  private final BufferedReader text;
  private final TableForm form;
  private final Rows rows;
  private final @Nullable TableRow first;
  private boolean begun;

  private TableReader(BufferedReader text, String name, @Nullable TableForm insisted)
      throws IOException {
    this.text = text;
    this.name = name;
    String head = head(text);
    if (head.indexOf('\0') >= 0) {
      throw new UserError(
          name
              + ": no text, expected a table; of UTF-16 without a byte order mark, name encoding=");
    }
    TableForm said = separatorLine(head);
    if (said != null) {
      text.readLine();
      head = head(text);
    }
    if (insisted != null) {
      form = insisted;
    } else {
      form = said != null ? said : FormSearch.of(head, head.length() < HEAD, name);
    }
    rows = Rows.of(form, text, said == null ? 1 : 2, name);
    first = rows.next();
  }

  /**
   * Opens a file, packed by gzip if its name ends in {@code .gz}.
   *
   * @param encoding of a file without a byte order mark
   * @param form to insist on; null to find it by looking
   * @throws UserError if the file cannot be read, is no text, or may be of more than one form
   */
  public static TableReader open(Path file, Charset encoding, @Nullable TableForm form)
      throws IOException {
    return of(TextFile.open(file, encoding), file.toString(), form);
  }

  /**
   * The same for an open stream, such as standard input.
   *
   * @param name of the stream, for messages
   */
  public static TableReader open(
      InputStream in, String name, Charset encoding, @Nullable TableForm form) throws IOException {
    return of(TextFile.open(in, name, encoding), name, form);
  }

  /**
   * The same for a text that is decoded.
   *
   * @param name of the text, for messages
   */
  public static TableReader of(BufferedReader text, String name, @Nullable TableForm form)
      throws IOException {
    try {
      return new TableReader(text, name, form);
    } catch (IOException | RuntimeException e) {
      text.close();
      throw e;
    }
  }

  /** The form that was insisted on or found. */
  public TableForm form() {
    return form;
  }

  /** The names of the first object; null where columns have no names but perhaps a header. */
  public @Nullable List<String> columns() {
    return rows instanceof JsonRows json ? json.columns() : null;
  }

  /**
   * The next row, as long as the first one; null at the end.
   *
   * @throws UserError if it is not in the form, or has more or fewer cells, with its line
   */
  public @Nullable TableRow next() throws IOException {
    if (!begun) {
      begun = true;
      return first;
    }
    TableRow row = rows.next();
    if (row != null && first != null && row.cells().size() != first.cells().size()) {
      throw new UserError(
          "%s:%d: %d columns, expected %d as in line %d"
              .formatted(name, row.line(), row.cells().size(), first.cells().size(), first.line()));
    }
    return row;
  }

  @Override
  public void close() throws IOException {
    text.close();
  }

  /** The beginning of a text, which stays to be read. */
  private static String head(BufferedReader text) throws IOException {
    text.mark(HEAD);
    char[] head = new char[HEAD];
    int length = read(text, head);
    text.reset();
    return new String(head, 0, length);
  }

  private static int read(Reader text, char[] target) throws IOException {
    int length = 0;
    while (length < target.length) {
      int count = text.read(target, length, target.length - length);
      if (count < 0) {
        break;
      }
      length += count;
    }
    return length;
  }

  /** The form that a first line {@code sep=;} says. */
  private @Nullable TableForm separatorLine(String head) {
    String line = head.lines().findFirst().orElse("").replace("\"", "");
    if (!line.regionMatches(true, 0, "sep=", 0, 4) || line.length() != 5) {
      return null;
    }
    return switch (line.charAt(4)) {
      case ',' -> TableForm.COMMA;
      case ';' -> TableForm.SEMICOLON;
      case '\t' -> TableForm.TAB;
      default ->
          throw new UserError(name + ":1: " + line + ", expected a comma, a semicolon or a tab");
    };
  }
}
