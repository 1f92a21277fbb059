package io.sequent.common.data;

import io.sequent.common.report.Charts;
import io.sequent.common.report.Picture;
import java.util.Arrays;

/** The lengths of the sequences of a data set before any is truncated. */
public final class SequenceLengths {
  private final int[] lengths;
  private final int cutOff;
  private final String unit;

  /**
   * Lengths of sequences.
   *
   * @param lengths steps of each sequence
   * @param cutOff length to which longer sequences are truncated; 0 for none
   * @param unit of a step, in the plural, such as {@code words}
   */
  public SequenceLengths(int[] lengths, int cutOff, String unit) {
    this.lengths = lengths.clone();
    this.cutOff = cutOff;
    this.unit = unit;
  }

  /** A histogram of them. */
  public Picture histogram() {
    int longest = Arrays.stream(lengths).max().orElse(1);
    return new Picture(
        "lengths", Charts.lengths("Length in " + unit, lengths, cutOff == 0 ? longest : cutOff));
  }
}
