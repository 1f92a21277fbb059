package io.sequent.common.table;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Names that columns usually have, by which a header is told from a row. */
public final class UsualNames {
  private static final Set<String> NAMES =
      Set.of(
          "id",
          "index",
          "label",
          "labels",
          "class",
          "category",
          "target",
          "topic",
          "text",
          "texts",
          "title",
          "headline",
          "subject",
          "summary",
          "description",
          "body",
          "content",
          "sentence",
          "review",
          "tweet",
          "message",
          "comment",
          "date",
          "url",
          "source");

  private UsualNames() {}

  /** Whether cells are nothing but such names, in any case; some may be empty, but not all. */
  public static boolean are(List<String> cells) {
    List<String> names = cells.stream().map(String::strip).filter(c -> !c.isEmpty()).toList();
    return !names.isEmpty()
        && names.stream().allMatch(name -> NAMES.contains(name.toLowerCase(Locale.ROOT)));
  }
}
