package io.sequent.common.data;

import java.util.List;

/**
 * The ids of tokens by hash, with linear probing. Beside each id stands the hash of its token:
 * nearly all n-grams of a text are unknown, and are found to be so without a look at a string. A
 * {@link java.util.HashMap} takes several times as long for a million tokens.
 */
final class TokenIds {
  private static final int NONE = -1;

  private final List<String> tokens;

  /** Hash and id of each place in turn. */
  private final int[] places;

  private final int mask;

  /**
   * Numbers tokens by their place in a list.
   *
   * @param first the first that is looked up
   * @throws IllegalArgumentException for a token that occurs twice
   */
  TokenIds(List<String> tokens, int first) {
    this.tokens = tokens;
    // At most half of the places are taken.
    int size = Integer.highestOneBit(Math.max(1, tokens.size())) << 2;
    this.mask = size - 1;
    this.places = new int[2 * size];
    for (int place = 0; place < size; place++) {
      places[2 * place + 1] = NONE;
    }
    for (int id = first; id < tokens.size(); id++) {
      int hash = hash(tokens.get(id));
      int place = place(tokens.get(id), hash);
      if (places[place + 1] != NONE) {
        throw new IllegalArgumentException("token '" + tokens.get(id) + "' occurs twice");
      }
      places[place] = hash;
      places[place + 1] = id;
    }
  }

  /** The id of a token, or another number if there is none. */
  int of(String token, int unknown) {
    int id = places[place(token, hash(token)) + 1];
    return id == NONE ? unknown : id;
  }

  /** Where a token stands, or the free place where it would. */
  private int place(String token, int hash) {
    int place = hash & mask;
    while (places[2 * place + 1] != NONE
        && (places[2 * place] != hash || !tokens.get(places[2 * place + 1]).equals(token))) {
      place = (place + 1) & mask;
    }
    return 2 * place;
  }

  /** Java's own hash has most of its information in other bits than the lowest. */
  private static int hash(String token) {
    int hash = token.hashCode() * 0x9E3779B9;
    return hash ^ (hash >>> 15);
  }
}
