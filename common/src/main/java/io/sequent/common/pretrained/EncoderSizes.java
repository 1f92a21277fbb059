package io.sequent.common.pretrained;

/**
 * What has to be known of an encoder to read its states.
 *
 * @param vocabulary word pieces, with the special ones
 * @param width of a state
 * @param positions the longest text in word pieces, with the special ones
 */
public record EncoderSizes(int vocabulary, int width, int positions) {
  private static final int MOST_NUMBERS = Integer.MAX_VALUE - 8;

  /**
   * @throws IllegalArgumentException if a size is out of range; the message says which
   */
  public EncoderSizes {
    check("vocabulary", vocabulary, MOST_NUMBERS);
    check("width", width, MOST_NUMBERS);
    check("positions", positions, MOST_NUMBERS / width);
  }

  private static void check(String name, int value, int most) {
    if (value < 1 || value > most) {
      throw new IllegalArgumentException("%s %d, expected 1 to %d".formatted(name, value, most));
    }
  }
}
