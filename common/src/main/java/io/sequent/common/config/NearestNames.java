package io.sequent.common.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Finds the names that a user most likely meant. */
final class NearestNames {
  private static final int MAX_NAMES = 3;

  private NearestNames() {}

  /**
   * The known names with the fewest edits, if no more than a third of the letters differ; of
   * several those that the user began to type. Where there are none, names of which a whole part
   * was typed, such as {@code batch} of {@code batch-size}. At most three, in the order of {@code
   * known}.
   */
  static List<String> of(String name, Collection<String> known) {
    Comparator<String> nearness =
        Comparator.<String>comparingInt(k -> edits(name, k))
            .thenComparing(k -> !k.startsWith(name));
    List<String> near =
        known.stream()
            .filter(k -> edits(name, k) <= Math.max(1, Math.max(name.length(), k.length()) / 3))
            .sorted(nearness)
            .toList();
    Stream<String> meant =
        near.isEmpty()
            ? known.stream().filter(k -> List.of(k.split("-", -1)).contains(name))
            : near.stream().filter(k -> nearness.compare(k, near.get(0)) == 0);
    return meant.limit(MAX_NAMES).toList();
  }

  /**
   * Optimal string alignment distance: insertions, deletions and substitutions of single
   * characters, and transpositions of neighbours.
   */
  private static int edits(String a, String b) {
    int[][] edits = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          edits[i][j] = i + j;
          continue;
        }
        int substitution = edits[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        edits[i][j] = Math.min(substitution, 1 + Math.min(edits[i - 1][j], edits[i][j - 1]));
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          edits[i][j] = Math.min(edits[i][j], 1 + edits[i - 2][j - 2]);
        }
      }
    }
    return edits[a.length()][b.length()];
  }
}
