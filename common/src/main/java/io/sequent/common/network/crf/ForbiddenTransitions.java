package io.sequent.common.network.crf;

import java.util.ArrayList;
import java.util.List;

/**
 * Which tags never begin a sequence and which never follow which.
 *
 * @param starts indices of tags that begin none
 * @param pairs [from, to]: tags of which the second never comes right after the first
 */
public record ForbiddenTransitions(List<Integer> starts, List<List<Integer>> pairs) {
  private static final String BEGIN = "B-";
  private static final String INSIDE = "I-";

  public ForbiddenTransitions {
    starts = List.copyOf(starts);
    pairs = pairs.stream().map(List::copyOf).toList();
    for (List<Integer> pair : pairs) {
      if (pair.size() != 2) {
        throw new IllegalArgumentException("transition " + pair + ", expected [from, to]");
      }
    }
  }

  /** Everything may follow everything. */
  public static ForbiddenTransitions none() {
    return new ForbiddenTransitions(List.of(), List.of());
  }

  /**
   * What IOB2 (Tjong Kim Sang and Veenstra 1999) forbids: {@code I-X} where neither {@code B-X} nor
   * {@code I-X} stands before it.
   *
   * @param tags {@code O}, {@code B-X} and {@code I-X}, by index
   */
  public static ForbiddenTransitions iob2(List<String> tags) {
    List<Integer> starts = new ArrayList<>();
    List<List<Integer>> pairs = new ArrayList<>();
    for (int to = 0; to < tags.size(); to++) {
      String tag = tags.get(to);
      if (!tag.startsWith(INSIDE)) {
        continue;
      }
      starts.add(to);
      String begin = BEGIN + tag.substring(INSIDE.length());
      for (int from = 0; from < tags.size(); from++) {
        if (!tags.get(from).equals(tag) && !tags.get(from).equals(begin)) {
          pairs.add(List.of(from, to));
        }
      }
    }
    return new ForbiddenTransitions(starts, pairs);
  }

  /**
   * Checks that every tag is one of the first {@code tags}.
   *
   * @throws IllegalArgumentException if one is not
   */
  void requireAmong(long tags) {
    starts.forEach(tag -> requireAmong(tags, tag));
    pairs.forEach(pair -> pair.forEach(tag -> requireAmong(tags, tag)));
  }

  private static void requireAmong(long tags, int tag) {
    if (tag < 0 || tag >= tags) {
      throw new IllegalArgumentException(
          "forbidden transition with tag %d, expected 0 to %d".formatted(tag, tags - 1));
    }
  }

  /**
   * Checks that a sequence holds nothing forbidden.
   *
   * @throws IllegalArgumentException naming the first step that does
   */
  void requireNoneIn(int[] tags) {
    for (int t = 0; t < tags.length; t++) {
      if (t == 0 ? starts.contains(tags[0]) : pairs.contains(List.of(tags[t - 1], tags[t]))) {
        throw new IllegalArgumentException(
            "labels with tag %d at step %d %s, which is forbidden"
                .formatted(tags[t], t, t == 0 ? "as the first" : "after tag " + tags[t - 1]));
      }
    }
  }
}
