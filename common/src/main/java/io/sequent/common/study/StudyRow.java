package io.sequent.common.study;

import java.util.List;
import java.util.Map;

/**
 * A row of a study's table: a way to train, or the best of several.
 *
 * @param name stands at the head of the row; one line, unlike that of any other row
 * @param settings what the row sets otherwise than the study's base, setting name to value
 * @param tune setting name to values to try, may be empty; the row stands for the variant with the
 *     best mean validation metric over the seeds
 */
public record StudyRow(String name, Map<String, String> settings, Map<String, List<String>> tune) {
  public StudyRow {
    settings = Axes.ordered(settings);
    tune = Axes.ordered(tune);
  }

  /** All combinations of the tuned values, the first setting's changing slowest; at least one. */
  public List<Variant> variants() {
    return Axes.product(tune).stream()
        .map(values -> new Variant(Axes.label(values), values))
        .toList();
  }
}
