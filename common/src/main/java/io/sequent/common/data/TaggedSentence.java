package io.sequent.common.data;

import java.util.List;

/**
 * A sentence with a tag for each token.
 *
 * @param tokens the tokens, at least one
 * @param tags as many IOB2 tags: {@code O}, {@code B-} or {@code I-} and a type
 * @param tagSet all tags of the set, one list shared by its sentences; each sentence carries it
 *     because a small training part need not show every tag
 */
public record TaggedSentence(List<String> tokens, List<String> tags, List<String> tagSet) {
  public TaggedSentence {
    tokens = List.copyOf(tokens);
    tags = List.copyOf(tags);
    tagSet = List.copyOf(tagSet);
    if (tokens.isEmpty() || tokens.size() != tags.size()) {
      throw new IllegalArgumentException(tokens.size() + " tokens, " + tags.size() + " tags");
    }
  }
}
