package io.sequent.common.classify;

import java.util.List;

/**
 * The labelled texts of a file.
 *
 * @param form in which they are written
 * @param notes what is to be said of their reading, a line each; may be empty
 */
record LabelledRows(List<LabelledRow> rows, TextForm form, List<String> notes) {
  LabelledRows {
    rows = List.copyOf(rows);
    notes = List.copyOf(notes);
  }
}
