package io.sequent.common.text;

import io.sequent.common.network.layer.embedding.TokenBag;
import java.util.Locale;

/**
 * The character n-grams of a token in lower case, with its ends marked (Bojanowski et al. 2017):
 * endings indicate the case, and the characters before them the stem, in all forms of a name.
 */
final class CharacterNgrams implements TokenFeature {
  private static final int MIN_LENGTH = 2;
  private static final int MAX_LENGTH = 4;

  /** Enough for all n-grams of a word of 14 letters, and for more than half of those of 20. */
  private static final int CHANNELS = 42;

  private final TokenBag bag;

  /**
   * @param entries number of vectors
   * @param size of the vector of each
   * @param dropout probability of dropping each in training
   */
  public CharacterNgrams(int entries, int size, double dropout) {
    bag = new TokenBag(CHANNELS, entries + 1, size, dropout);
  }

  @Override
  public TokenBag bag() {
    return bag;
  }

  @Override
  public int[] of(String token) {
    return HashedNgrams.characters(
        token.toLowerCase(Locale.ROOT), MIN_LENGTH, MAX_LENGTH, bag.entries(), CHANNELS);
  }
}
