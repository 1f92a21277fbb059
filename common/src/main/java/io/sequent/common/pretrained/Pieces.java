package io.sequent.common.pretrained;

import java.util.Arrays;

/**
 * A text as an encoder takes it.
 *
 * @param ids of the word pieces, the special ones at both ends included
 * @param words for each piece the word that it is of, counted from 0, or -1 if it is special
 * @param cut whether pieces were left out at the end, since there were too many
 */
public record Pieces(int[] ids, int[] words, boolean cut) {
  /** How many pieces. */
  public int length() {
    return ids.length;
  }

  /**
   * Where the words begin.
   *
   * @param count how many words the text has
   * @return for each word the place of its first piece, or -1 if it has none: since it was left out
   *     at the end, or consists of characters alone that the tokenizer ignores
   */
  public int[] firstOfWords(int count) {
    int[] first = new int[count];
    Arrays.fill(first, -1);
    for (int i = words.length - 1; i >= 0; i--) {
      if (words[i] >= 0) {
        first[words[i]] = i;
      }
    }
    return first;
  }
}
