package io.sequent.common.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the name that a user most likely meant. */
final class NearestName {
  private NearestName() {}

  /**
   * The known name with the fewest edits, if no more than a third of the letters differ; of several
   * the one that the user began to type.
   */
  static Optional<String> of(String name, Collection<String> known) {
    return known.stream()
        .min(
            Comparator.<String>comparingInt(k -> edits(name, k))
                .thenComparing(k -> !k.startsWith(name)))
        .filter(k -> edits(name, k) <= Math.max(1, Math.max(name.length(), k.length()) / 3));
  }

  /** Levenshtein distance: insertions, deletions and substitutions of single characters. */
  private static int edits(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substitution = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substitution, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
