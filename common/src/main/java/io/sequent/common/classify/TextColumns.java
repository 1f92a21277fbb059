package io.sequent.common.classify;

import io.sequent.common.UserError;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which columns of a table hold what, each by the name in its header or by its number from 1.
 *
 * @param label the column of the class
 * @param texts the columns of the text, at least one; they are joined by blanks
 */
public record TextColumns(String label, List<String> texts) {
  public TextColumns {
    texts = List.copyOf(texts);
    if (texts.isEmpty()) {
      throw new IllegalArgumentException("no column of text");
    }
  }

  /**
   * Columns as a user lists them.
   *
   * @param columns the label's, then those of the text
   * @param setting what the user has set, for the error message
   * @throws UserError for fewer than two
   */
  public static TextColumns of(List<String> columns, String setting) {
    if (columns.size() < 2) {
      throw new UserError(
          "setting '%s': %s, expected the column of the label and one or more of the text, such as"
                  .formatted(setting, String.join(",", columns))
              + " label,text or 1,2");
    }
    return new TextColumns(columns.get(0), columns.subList(1, columns.size()));
  }

  /** Whether all are numbers, so that no header is needed. */
  boolean areNumbers() {
    return all().allMatch(column -> column.matches("[1-9][0-9]{0,4}"));
  }

  Stream<String> all() {
    return Stream.concat(Stream.of(label), texts.stream());
  }

  @Override
  public String toString() {
    return all().collect(Collectors.joining(","));
  }
}
