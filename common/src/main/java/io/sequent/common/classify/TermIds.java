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

  static TermIds of(Vocabulary vocabulary, Config config) {
    return new TermIds(vocabulary, config.get(TermSettings.HASH_ENTRIES));
  }

  /** How many numbers there are, {@link #NONE} included. */
  int count() {
    return entries == 0 ? vocabulary.size() : entries + 1;
  }

  /** The numbers of the terms that are known, rising, each as often as it occurs. */
  int[] known(List<String> terms) {
    int[] known = all(terms);
    int size = 0;
    for (int id : known) {
      if (id != NONE) {
        known[size++] = id;
      }
    }
    Arrays.sort(known, 0, size);
    return Arrays.copyOf(known, size);
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
    int[] ids = vocabulary.ids(terms);
    for (int i = 0; i < ids.length; i++) {
      ids[i] = ids[i] == Vocabulary.UNKNOWN ? NONE : ids[i];
    }
    return ids;
  }
}
