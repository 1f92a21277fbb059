package io.sequent.common.classify;

import io.sequent.common.config.Config;
import io.sequent.common.data.Vocabulary;
import io.sequent.common.text.HashedNgrams;
import java.util.Arrays;
import java.util.List;

/**
 * Numbers terms: by a vocabulary, or by hash.
 *
 * @param vocabulary the known terms; of no meaning with hashes
 * @param entries how many numbers hashes share, 0 for none by hash
 */
record TermIds(Vocabulary vocabulary, int entries) {
  /** Of a term that is not known. */
  static final int NONE = 0;

  private static final int DIGIT_BITS = 7;
  private static final int DIGITS = 1 << DIGIT_BITS;

  static TermIds of(Vocabulary vocabulary, Config config) {
    return new TermIds(vocabulary, config.get(TermSettings.HASH_ENTRIES));
  }

  /** How many numbers there are, {@link #NONE} included. */
  int count() {
    return entries == 0 ? vocabulary.size() : entries + 1;
  }

  /** The numbers of the terms of a text that are known, rising, each as often as it occurs. */
  int[] known(Terms terms, String text) {
    int[] known =
        entries == 0 && terms.characterNgrams() == 0
            ? known(vocabulary.ids(terms.pipeline().words(text), terms.wordNgrams()))
            : all(terms.of(text));
    int size = 0;
    for (int id : known) {
      if (id != NONE) {
        known[size++] = id;
      }
    }
    return sorted(Arrays.copyOf(known, size));
  }

  /** By radix, digit by digit from the lowest: half the time of a comparison of so few numbers. */
  private static int[] sorted(int[] ids) {
    int all = 0;
    for (int id : ids) {
      all |= id;
    }
    int[] from = ids;
    int[] to = new int[ids.length];
    for (int shift = 0; all >>> shift != 0; shift += DIGIT_BITS) {
      int[] begin = new int[DIGITS + 1]; // Of each digit, where its ids go.
      for (int id : from) {
        begin[(id >>> shift & DIGITS - 1) + 1]++;
      }
      for (int digit = 0; digit < DIGITS; digit++) {
        begin[digit + 1] += begin[digit];
      }
      for (int id : from) {
        to[begin[id >>> shift & DIGITS - 1]++] = id;
      }
      int[] sorted = to;
      to = from;
      from = sorted;
    }
    return from;
  }

  /** The number of a term. */
  int of(String term) {
    return all(List.of(term))[0];
  }

  /** The numbers of terms, in their order. */
  int[] all(List<String> terms) {
    if (entries > 0) {
      return terms.stream().mapToInt(term -> HashedNgrams.id(term, entries + 1)).toArray();
    }
    return known(vocabulary.ids(terms));
  }

  private static int[] known(int[] ids) {
    for (int i = 0; i < ids.length; i++) {
      ids[i] = ids[i] == Vocabulary.UNKNOWN ? NONE : ids[i];
    }
    return ids;
  }
}
