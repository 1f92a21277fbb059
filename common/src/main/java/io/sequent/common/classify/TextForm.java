package io.sequent.common.classify;

import io.sequent.common.table.TableForm;
import org.jspecify.annotations.Nullable;

/** How labelled texts are written. */
enum TextForm {
  /** Found by looking. */
  AUTO("in the form that it looks like"),
  /** Columns between commas. */
  COMMA("columns between commas"),
  /** Columns between semicolons. */
  SEMICOLON("columns between semicolons"),
  /** Columns between tabs. */
  TAB("columns between tabs"),
  /** An object a line. */
  JSON_LINES("a JSON object a line"),
  /** An array of objects. */
  JSON("an array of JSON objects"),
  /** A text a line, behind {@code __label__} and its class. */
  FASTTEXT("fastText's lines, each behind __label__ and its class"),
  /** A folder for each class, in it a file for each text. */
  FOLDERS("a folder for each class");

  private final String description;

  TextForm(String description) {
    this.description = description;
  }

  /** For notes. */
  String description() {
    return description;
  }

  static TextForm of(TableForm form) {
    return valueOf(form.name());
  }

  /** The form of a table; null if it is none, or has to be found. */
  @Nullable TableForm table() {
    return this == AUTO || this == FASTTEXT || this == FOLDERS ? null : TableForm.valueOf(name());
  }
}
