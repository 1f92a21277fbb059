package io.sequent.common.data;

import io.sequent.common.report.LengthHistogram;
import io.sequent.common.report.Picture;
import java.util.Arrays;

/**
 * How long the sequences of a set are before any is cut.
 *
 * @param lengths steps of each sequence
 * @param cutOff longer sequences are cut to so many steps; 0 if none is
 * @param unit what a step is, in the plural, such as {@code words}
 */
public record SequenceLengths(int[] lengths, int cutOff, String unit) {
  /** A histogram of them. */
  public Picture histogram() {
    int longest = Arrays.stream(lengths).max().orElse(1);
    return new Picture(
        "lengths",
        LengthHistogram.of("Length in " + unit, lengths, cutOff == 0 ? longest : cutOff));
  }
}
