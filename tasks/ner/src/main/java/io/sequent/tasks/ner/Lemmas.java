package io.sequent.tasks.ner;

import io.sequent.common.network.layer.embedding.TokenBag;
import io.sequent.common.text.HashedNgrams;
import io.sequent.common.text.TokenFeature;
import io.sequent.common.text.UkrainianDictionary;

/** The lemmas that a dictionary has for a token, by their hashes. */
final class Lemmas implements TokenFeature {
  private static final int CHANNELS = 4;

  private final TokenBag bag;

  /**
   * @param entries number of hash entries for lemmas
   * @param size of the vector of each
   */
  Lemmas(int entries, int size) {
    bag = new TokenBag(CHANNELS, entries + 1, size, 0);
  }

  @Override
  public TokenBag bag() {
    return bag;
  }

  @Override
  public int[] of(String token) {
    return UkrainianDictionary.readings(token).stream()
        .map(UkrainianDictionary.Reading::lemma)
        .distinct()
        .limit(CHANNELS)
        .mapToInt(lemma -> HashedNgrams.id(lemma, bag.entries()))
        .toArray();
  }
}
