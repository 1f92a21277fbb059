package io.sequent.common.data;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The ids of tokens by a hash of 64 bits, with linear probing. A token is known by its hash alone,
 * which is one access to memory where a {@link HashMap} needs five, and with a million n-grams that
 * is most of what a short text costs. That an unknown token has the hash of one of them happens
 * once in 10<sup>13</sup>.
 */
final class TokenIds {
  private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

  /** Hash and id in one number: the id in the lowest bits; 0 for a free place. */
  private final long[] places;

  private final long idBits;

  /** Tokens with the hash of another one. */
  private final Map<String, Integer> others = new HashMap<>();

  /**
   * Numbers tokens by their place in a list.
   *
   * @param first the first that is looked up, at least 1
   * @throws IllegalArgumentException for a token that occurs twice
   */
  TokenIds(List<String> tokens, int first) {
    int size = Integer.highestOneBit(Math.max(1, tokens.size()));
    // At most half of the places are taken.
    this.places = new long[Math.multiplyExact(size, 4)];
    this.idBits = 2L * size - 1;
    for (int id = first; id < tokens.size(); id++) {
      String token = tokens.get(id);
      long hash = hash(token);
      int place = place(hash);
      if (places[place] == 0) {
        places[place] = (hash & ~idBits) | id;
      } else if (tokens.get(id(place)).equals(token) || others.put(token, id) != null) {
        throw new IllegalArgumentException("token '" + token + "' occurs twice");
      }
    }
  }

  /** The id of a token, or another number if there is none. */
  int of(String token, int unknown) {
    if (!others.isEmpty() && others.containsKey(token)) {
      return others.get(token);
    }
    int place = place(hash(token));
    return places[place] == 0 ? unknown : id(place);
  }

  /** The ids of some tokens, with another number for those that have none. */
  int[] of(List<String> tokens, int unknown) {
    long[] hashes = new long[tokens.size()];
    for (int i = 0; i < hashes.length; i++) {
      hashes[i] = hash(tokens.get(i));
    }
    int[] ids = of(hashes, unknown);
    if (!others.isEmpty()) {
      for (int i = 0; i < ids.length; i++) {
        ids[i] = others.getOrDefault(tokens.get(i), ids[i]);
      }
    }
    return ids;
  }

  /**
   * The ids of words, then of each two words in a row with a space between them, and so on, with
   * another number for those that have none. The n-grams are not made: their hashes follow from
   * those of their words.
   *
   * @param longest words in a row, at least 1
   */
  int[] ofNgrams(List<String> words, int longest, int unknown) {
    if (!others.isEmpty()) {
      return of(Ngrams.of(words, longest), unknown);
    }
    int size = words.size();
    long[] sums = new long[size]; // Of the words, then of the n-grams that begin with them.
    long[] powers = new long[size];
    int[] lengths = new int[size];
    long[] hashes = new long[Ngrams.count(size, longest)];
    for (int i = 0; i < size; i++) {
      String word = words.get(i);
      sums[i] = sum(word);
      powers[i] = power(word.length());
      lengths[i] = word.length();
      hashes[i] = hash(sums[i], powers[i], lengths[i]);
    }
    long[] wordSums = sums.clone();
    long[] wordPowers = powers.clone();
    int count = size;
    for (int n = 2; n <= longest; n++) {
      for (int from = 0; from + n <= size; from++) {
        int last = from + n - 1;
        sums[from] = (sums[from] * MULTIPLIER + ' ') * wordPowers[last] + wordSums[last];
        powers[from] *= MULTIPLIER * wordPowers[last];
        lengths[from] += 1 + words.get(last).length();
        hashes[count++] = hash(sums[from], powers[from], lengths[from]);
      }
    }
    return of(hashes, unknown);
  }

  /**
   * The places of all are read one after the other, without a decision in between, so that the
   * processor waits for memory once and not for each of them.
   */
  private int[] of(long[] hashes, int unknown) {
    long[] found = new long[hashes.length];
    int mask = places.length - 1;
    for (int i = 0; i < hashes.length; i++) {
      found[i] = places[(int) hashes[i] & mask];
    }
    int[] ids = new int[hashes.length];
    for (int i = 0; i < ids.length; i++) {
      if (found[i] != 0 && ((found[i] ^ hashes[i]) & ~idBits) != 0) {
        found[i] = places[place(hashes[i])];
      }
      ids[i] = found[i] == 0 ? unknown : id(found[i]);
    }
    return ids;
  }

  private int id(int place) {
    return id(places[place]);
  }

  private int id(long taken) {
    return (int) (taken & idBits);
  }

  /** Where a hash stands, or the free place where it would. */
  private int place(long hash) {
    int mask = places.length - 1;
    int place = (int) hash & mask;
    while (places[place] != 0 && ((places[place] ^ hash) & ~idBits) != 0) {
      place = (place + 1) & mask;
    }
    return place;
  }

  private static long hash(String token) {
    return hash(sum(token), power(token.length()), token.length());
  }

  /** A polynomial of length and characters, its bits mixed as in MurmurHash3. */
  private static long hash(long sum, long power, int length) {
    long hash = length * power + sum;
    hash = (hash ^ (hash >>> 33)) * 0xFF51AFD7ED558CCDL;
    hash = (hash ^ (hash >>> 33)) * 0xC4CEB9FE1A85EC53L;
    return hash ^ (hash >>> 33);
  }

  /** The polynomial of the characters alone. */
  private static long sum(String token) {
    long sum = 0;
    for (int i = 0; i < token.length(); i++) {
      sum = sum * MULTIPLIER + token.charAt(i);
    }
    return sum;
  }

  private static long power(int exponent) {
    long power = 1;
    for (int i = 0; i < exponent; i++) {
      power *= MULTIPLIER;
    }
    return power;
  }
}
