package io.sequent.common.study;

import java.util.Map;

/**
 * Published figures beside a study's own.
 *
 * @param source where they are from; empty if there are none
 * @param rows row name to its figures
 */
public record References(String source, Map<String, Published> rows) {
  /**
   * What someone else has published for a row.
   *
   * @param figures metric to figure, in the units of the task's metrics; may be empty
   * @param note how they were obtained; may be empty
   */
  public record Published(Map<String, Double> figures, String note) {
    public Published {
      figures = Axes.ordered(figures);
    }
  }

  public static final References NONE = new References("", Map.of());

  public References {
    rows = Axes.ordered(rows);
  }
}
