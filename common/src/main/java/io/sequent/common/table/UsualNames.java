package io.sequent.common.table;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Names that columns usually have, in any case. */
public final class UsualNames {
  /** Of a text, the most usual first. */
  private static final List<String> TEXTS =
      List.of(
          "text",
          "texts",
          "sentence",
          "content",
          "body",
          "message",
          "comment",
          "review",
          "tweet",
          "description",
          "summary",
          "title",
          "headline",
          "subject");

  private static final Set<String> OTHERS =
      Set.of(
          "id",
          "index",
          "label",
          "labels",
          "class",
          "category",
          "target",
          "topic",
          "date",
          "url",
          "source");

  private UsualNames() {}

  /**
   * Whether cells are nothing but such names, as a header's are; some may be empty, but not all.
   */
  public static boolean are(List<String> cells) {
    List<String> names = lowerCase(cells).stream().filter(name -> !name.isEmpty()).toList();
    return !names.isEmpty()
        && names.stream().allMatch(name -> TEXTS.contains(name) || OTHERS.contains(name));
  }

  /** The place, from 0, of the column that has the most usual name of a text; empty if none has. */
  public static Optional<Integer> text(List<String> names) {
    List<String> lower = lowerCase(names);
    return TEXTS.stream().filter(lower::contains).findFirst().map(lower::indexOf);
  }

  private static List<String> lowerCase(List<String> cells) {
    return cells.stream().map(cell -> cell.strip().toLowerCase(Locale.ROOT)).toList();
  }
}
