package io.sequent.common.data;

import java.util.ArrayList;
import java.util.List;

/** Words in a row as one term. */
public final class Ngrams {
  private Ngrams() {}

  /**
   * The words, then each two of them in a row with a space between them, and so on.
   *
   * @param longest words in a row, at least 1
   */
  public static List<String> of(List<String> words, int longest) {
    List<String> terms = new ArrayList<>(count(words.size(), longest));
    terms.addAll(words);
    int shorter = 0; // Where those of one word less begin.
    for (int n = 2; n <= longest; n++) {
      int begin = terms.size();
      for (int from = 0; from + n <= words.size(); from++) {
        terms.add(terms.get(shorter + from) + " " + words.get(from + n - 1));
      }
      shorter = begin;
    }
    return terms;
  }

  /** How many they are. */
  static int count(int words, int longest) {
    int count = 0;
    for (int n = 1; n <= longest; n++) {
      count += Math.max(0, words - n + 1);
    }
    return count;
  }
}
