package io.sequent.common.data;

/**
 * Numbers n-grams by their hashes, so that no table of them is needed (Weinberger et al. 2009). The
 * hash is FNV-1a of 32 bits over UTF-16 units, the same on every machine.
 */
public final class HashedNgrams {
  private static final int BASIS = 0x811C9DC5;
  private static final int PRIME = 0x01000193;

  /** No word holds it. */
  private static final char BORDER = ' ';

  private HashedNgrams() {}

  /**
   * The number of a string.
   *
   * @param entries how many numbers there are, at least 2
   * @return from 1 to {@code entries} - 1; 0 is left for none
   */
  public static int id(CharSequence text, int entries) {
    return number(hash(BASIS, text), entries);
  }

  /**
   * The number of two words that follow each other.
   *
   * @return as {@link #id}
   */
  public static int pair(CharSequence first, CharSequence second, int entries) {
    return number(hash(add(hash(BASIS, first), BORDER), second), entries);
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
