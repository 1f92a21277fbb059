package io.sequent.common.study;

import java.util.Map;

/**
 * What someone else has published for a row.
 *
 * @param figures metric to figure, in the units of {@link io.sequent.common.evaluation.Metric}; may
 *     be empty
 * @param note what is to be known of them, may be empty
 */
public record Reference(Map<String, Double> figures, String note) {
  public Reference {
    figures = Axes.ordered(figures);
  }
}
