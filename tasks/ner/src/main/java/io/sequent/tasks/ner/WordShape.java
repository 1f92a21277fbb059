package io.sequent.tasks.ner;

import io.sequent.common.network.layer.embedding.TokenBag;
import io.sequent.common.text.HashedNgrams;
import io.sequent.common.text.TokenFeature;

/**
 * The shape of a token: X for capital letters, x for small ones, d for digits, itself for any other
 * character, of which more than two alike in a row become two: {@code Xxx} for {@code Київ}, {@code
 * XX-dd} for {@code ТУ-134}.
 */
final class WordShape implements TokenFeature {
  /** Some hundred shapes occur; the rare ones may meet. */
  private static final int ENTRIES = 512;

  private static final int LONGEST_RUN = 2;

  private final TokenBag bag;

  /**
   * @param size of the vector of a shape
   */
  WordShape(int size) {
    bag = new TokenBag(1, ENTRIES, size, 0);
  }

  @Override
  public TokenBag bag() {
    return bag;
  }

  @Override
  public int[] of(String token) {
    return new int[] {HashedNgrams.id(shape(token), ENTRIES)};
  }

  static String shape(String token) {
    StringBuilder shape = new StringBuilder();
    int last = 0;
    int run = 0;
    for (int character : token.codePoints().toArray()) {
      int kind = kind(character);
      run = kind == last ? run + 1 : 1;
      last = kind;
      if (run <= LONGEST_RUN) {
        shape.appendCodePoint(kind);
      }
    }
    return shape.toString();
  }

  private static int kind(int character) {
    if (Character.isDigit(character)) {
      return 'd';
    }
    if (Character.isUpperCase(character)) {
      return 'X';
    }
    return Character.isLetter(character) ? 'x' : character;
  }
}
