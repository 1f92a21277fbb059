package io.sequent.common.table;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of a table.
 *
 * @param line where it starts, from 1
 * @param cells as they are written, blanks included; of an object in the order of {@link
 *     TableReader#columns}: texts and numbers as text, empty where it has none or {@code null},
 *     lists and objects as JSON
 * @param json the object that the row is; null in the other forms
 */
public record TableRow(long line, List<String> cells, @Nullable ObjectNode json) {
  public TableRow {
    cells = Collections.unmodifiableList(cells);
  }

  boolean isBlank() {
    return cells.size() == 1 && cells.get(0).isBlank();
  }
}
