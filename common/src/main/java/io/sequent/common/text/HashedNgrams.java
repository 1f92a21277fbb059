package io.sequent.common.text;

import java.util.stream.IntStream;

/**
 * Indexes n-grams by hash, so that no table of them is needed (Weinberger et al. 2009). The hash is
 * FNV-1a of 32 bits over UTF-16 units, the same on every machine.
 */
public final class HashedNgrams {
  private static final int BASIS = 0x811C9DC5;
  private static final int PRIME = 0x01000193;

  /** No word contains it. */
  private static final char BORDER = ' ';

  private static final String BEGIN = "<";
  private static final String END = ">";

  private HashedNgrams() {}

  /**
   * The index of a string.
   *
   * @param entries number of indices, at least 2
   * @return from 1 to {@code entries} - 1; 0 is reserved for none
   */
  public static int id(CharSequence text, int entries) {
    return number(hash(BASIS, text), entries);
  }

  /**
   * The index of two consecutive words.
   *
   * @return as {@link #id}
   */
  public static int pair(CharSequence first, CharSequence second, int entries) {
    return number(hash(add(hash(BASIS, first), BORDER), second), entries);
  }

  /**
   * The indices of a word's character n-grams, with its ends marked, from both ends inwards.
   *
   * @param word not empty
   * @param shortest characters of the shortest n-grams, including the marks of the ends
   * @param longest characters of the longest n-grams
   * @param limit largest number of indices
   * @return each as {@link #id}
   */
  public static int[] characters(String word, int shortest, int longest, int entries, int limit) {
    int[] characters = (BEGIN + word + END).codePoints().toArray();
    IntStream.Builder numbers = IntStream.builder();
    int count = 0;
    for (int i = 0; i < characters.length && count < limit; i++) {
      // 0, last, 1, last but one and so on: the middle of a long word is left out.
      int place = i % 2 == 0 ? i / 2 : characters.length - 1 - i / 2;
      for (int n = shortest; n <= longest && count < limit; n++) {
        int start = i % 2 == 0 ? place : place - n + 1;
        boolean isInFirstHalf = 2 * start + n <= characters.length;
        if (start >= 0 && start + n <= characters.length && (i % 2 == 0) == isInFirstHalf) {
          numbers.add(id(new String(characters, start, n), entries));
          count++;
        }
      }
    }
    return numbers.build().toArray();
  }

  private static int hash(int seed, CharSequence text) {
    int hash = seed;
    for (int i = 0; i < text.length(); i++) {
      hash = add(hash, text.charAt(i));
    }
    return hash;
  }

  private static int add(int hash, char unit) {
    int lower = (hash ^ (unit & 0xFF)) * PRIME;
    return (lower ^ (unit >>> Byte.SIZE)) * PRIME;
  }

  private static int number(int hash, int entries) {
    return 1 + Integer.remainderUnsigned(hash, entries - 1);
  }
}
