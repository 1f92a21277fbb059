package io.sequent.common.study;

import java.util.Map;

/**
 * Published figures beside a study's own.
 *
 * @param source where they are from; empty if there are none
 * @param rows row name to its figures
 */
public record References(String source, Map<String, Reference> rows) {
  public static final References NONE = new References("", Map.of());

  public References {
    rows = Axes.ordered(rows);
  }
}
