package io.sequent.common.study;

import java.util.List;
import java.util.Map;

/**
 * A row of a study's table: a way to train, or the best of several.
 *
 * @param name shown at the head of the row; one line, different from that of any other row
 * @param settings what the row sets differently from the study's base, setting name to value
 * @param tune setting name to values to try, may be empty; the row stands for the variant with the
 *     best mean validation metric over the seeds
 * @param needs a file, a folder or the name of a pretrained encoder without which the row is left
 *     out; empty for none
 */
public record StudyRow(
    String name, Map<String, String> settings, Map<String, List<String>> tune, String needs) {
  /**
   * One way to set what a row leaves open.
   *
   * @param label such as {@code learning-rate=1e-3}; empty for the only variant of a row that tunes
   *     nothing
   * @param settings what the variant sets beyond its row, setting name to value
   */
  public record Variant(String label, Map<String, String> settings) {
    public Variant {
      settings = Axes.ordered(settings);
    }
  }

  public StudyRow {
    settings = Axes.ordered(settings);
    tune = Axes.ordered(tune);
  }

  /**
   * A row for every combination of the values of some settings, named after its values: {@code rnn,
   * adam}. Where the values of a setting are not words, its name stands before them: {@code rnn,
   * hidden=64}.
   *
   * @param axes setting name to its values
   */
  public static List<StudyRow> combinations(Map<String, List<String>> axes) {
    return Axes.rows(axes);
  }

  /** All combinations of the tuned values, the first setting's changing slowest; at least one. */
  public List<Variant> variants() {
    return Axes.product(tune).stream()
        .map(values -> new Variant(Axes.label(values), values))
        .toList();
  }
}
