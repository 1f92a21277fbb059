package io.sequent.common.text;

import io.sequent.common.network.layer.embedding.TokenBag;
import java.util.Locale;

/**
 * The character n-grams of a token in lower case, its ends marked (Bojanowski et al. 2017): endings
 * tell a case, and what is between them the stem, whatever form a name takes.
 */
public final class CharacterNgrams implements TokenFeature {
  private static final int SHORTEST = 2;
  private static final int LONGEST = 4;

  /** All of a word of 14 letters, and more than half of those of 20. */
  private static final int CHANNELS = 42;

  private final TokenBag bag;

  /**
   * @param entries n-grams that are told apart
   * @param size of the vector of each
   * @param dropout the probability of each to be left out in training
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
        token.toLowerCase(Locale.ROOT), SHORTEST, LONGEST, bag.entries(), CHANNELS);
  }
}
