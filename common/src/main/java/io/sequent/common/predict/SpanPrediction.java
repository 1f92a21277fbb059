package io.sequent.common.predict;

import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import java.util.List;
import java.util.Map;

/**
 * The labelled spans of a text, such as its named entities.
 *
 * @param tokens words and punctuation of the text, in order
 * @param tags the tag of each token, in IOB2
 * @param entities the spans, in order, none overlapping another
 */
public record SpanPrediction(List<String> tokens, List<String> tags, List<Span> entities)
    implements Prediction {
  public SpanPrediction {
    tokens = List.copyOf(tokens);
    tags = List.copyOf(tags);
    entities = List.copyOf(entities);
  }

  /** The spans, as JSON: a list of as many objects. */
  @Override
  public Map<String, String> cells() {
    return Map.of("entities", PredictionJson.added(this).path("entities").toString());
  }

  /**
   * A labelled span.
   *
   * @param type such as {@code PERS}
   * @param text its tokens, joined by blanks
   * @param begin its first token, counted from 0
   * @param end the token after its last
   * @param startOffset its first character in the input, in UTF-16 code units as {@link
   *     String#substring} counts
   * @param endOffset the character after its last
   * @param probability that exactly these tokens form a span of this type, 0 to 1: by the marginals
   *     of a CRF, else the product of the softmax probabilities of its tags
   */
  public record Span(
      String type,
      String text,
      int begin,
      int end,
      int startOffset,
      int endOffset,
      @JsonSerialize(using = SixDecimals.class) double probability) {}
}
