package io.sequent.common.text;

import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Hashtags: the sign before letters, digits and underscores with at least one letter, and not
 * within a word, a path or a numeric character reference of HTML.
 */
final class Hashtags {
  private static final Pattern HASHTAG =
      Pattern.compile("#(?<![\\p{L}\\p{N}_&/]#)(?=[\\p{N}_]*\\p{L})([\\p{L}\\p{M}\\p{N}_]+)");

  /**
   * Before a capital after a lower-case letter, before the last of several capitals, next to a
   * number.
   */
  private static final Pattern INNER_BOUNDARY =
      Pattern.compile(
          "_+|(?<=\\p{Ll})(?=\\p{Lu})|(?<=\\p{Lu})(?=\\p{Lu}\\p{Ll})"
              + "|(?<=\\p{L})(?=\\p{Nd})|(?<=\\p{Nd})(?=\\p{L})");

  private Hashtags() {}

  /** The change of a text for a treatment other than to keep. */
  static UnaryOperator<String> treated(HashtagTreatment treatment) {
    return treatment == HashtagTreatment.DROP
        ? text -> HASHTAG.matcher(text).replaceAll(" ")
        : text -> HASHTAG.matcher(text).replaceAll(tag -> " " + words(tag.group(1)) + " ");
  }

  private static String words(String tag) {
    return INNER_BOUNDARY.matcher(tag).replaceAll(" ");
  }
}
