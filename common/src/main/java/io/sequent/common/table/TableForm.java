package io.sequent.common.table;

import java.util.Locale;

/** How a table is written. */
public enum TableForm {
  /** Cells between commas, in quotes where needed (RFC 4180). */
  COMMA(','),
  /** The same with semicolons, as spreadsheets write it where the comma is the decimal point. */
  SEMICOLON(';'),
  /** Cells between tabs; a quote begins a cell in quotes only if another one ends it. */
  TAB('\t'),
  /** An object a line. */
  JSON_LINES('\0'),
  /** An array of objects. */
  JSON('\0');

  private final char separator;

  TableForm(char separator) {
    this.separator = separator;
  }

  /** Whether columns have names in every row, so that there is no header. */
  public boolean isJson() {
    return separator == '\0';
  }

  /** Between cells, where they are not objects. */
  char separator() {
    return separator;
  }

  /** As a user writes it: {@code json-lines}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
