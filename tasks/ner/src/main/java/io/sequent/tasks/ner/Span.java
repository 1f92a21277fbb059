package io.sequent.tasks.ner;

import java.util.ArrayList;
import java.util.List;

/**
 * An entity: a run of tokens with a type.
 *
 * @param type such as {@code PERS}
 * @param begin its first token, counted from 0
 * @param end the token after its last
 */
record Span(String type, int begin, int end) {
  /**
   * Reads entities from IOB2 tags the way conlleval and seqeval's default do, broken sequences
   * included: an entity begins at every {@code B-}, and at an {@code I-} that follows {@code O},
   * the start of the sentence, or a token of another type; it ends before the next begin or {@code
   * O}.
   *
   * @param tags {@code O}, {@code B-type} or {@code I-type} for each token of one sentence
   * @return the entities in order
   */
  public static List<Span> of(List<String> tags) {
    List<Span> spans = new ArrayList<>();
    String open = "";
    int begin = 0;
    for (int i = 0; i <= tags.size(); i++) {
      String tag = i < tags.size() ? tags.get(i) : TagScheme.OUTSIDE;
      String type = type(tag);
      boolean begins = tag.startsWith("B-") || !type.equals(open);
      if (!open.isEmpty() && begins) {
        spans.add(new Span(open, begin, i));
      }
      if (begins) {
        begin = i;
      }
      open = type;
    }
    return List.copyOf(spans);
  }

  /** The type in a tag, empty for {@code O}. */
  private static String type(String tag) {
    if (tag.equals(TagScheme.OUTSIDE)) {
      return "";
    }
    if (tag.length() < 3 || !(tag.startsWith("B-") || tag.startsWith("I-"))) {
      throw new IllegalArgumentException("tag '" + tag + "', expected O, B-type or I-type");
    }
    return tag.substring(2);
  }
}
