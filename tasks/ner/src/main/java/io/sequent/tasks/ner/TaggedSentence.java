package io.sequent.tasks.ner;

import java.util.List;

/**
 * A sentence with a tag for each token.
 *
 * @param tokens the tokens, at least one
 * @param tags as many IOB2 tags: {@code O}, {@code B-} or {@code I-} and a type; in a sentence to
 *     evaluate on also such as are not in the tag set, which no prediction meets
 * @param tagSet the tags that a model of the set has, one list shared by its sentences; each
 *     sentence carries it because a small training part need not show every tag
 * @param around the tokens of sentences near it in its text, nearest first; may be empty
 */
record TaggedSentence(
    List<String> tokens, List<String> tags, List<String> tagSet, List<List<String>> around) {
  TaggedSentence {
    tokens = List.copyOf(tokens);
    tags = List.copyOf(tags);
    tagSet = List.copyOf(tagSet);
    around = List.copyOf(around);
    if (tokens.isEmpty() || tokens.size() != tags.size()) {
      throw new IllegalArgumentException(tokens.size() + " tokens, " + tags.size() + " tags");
    }
  }

  /** A sentence without neighbours. */
  TaggedSentence(List<String> tokens, List<String> tags, List<String> tagSet) {
    this(tokens, tags, tagSet, List.of());
  }
}
