package io.sequent.common.text;

import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * What can be found anywhere in a text.
 *
 * @param pattern of one occurrence
 * @param mark that can stand for it
 */
record Occurrences(Pattern pattern, Mark mark) {
  /** Begins with a scheme or www; what closes a sentence or a bracket does not belong to it. */
  static final String URL =
      "(?=[hfwHFW])\\b(?i:(?:https?|ftp)://|www\\.)[^\\s<>\"«»“”]*[^\\s<>\"«»“”.,;:!?'’)\\]}…]";

  /**
   * A pictograph, or any character that is asked to be shown as one, with all that joins it. Most
   * characters lie below all pictographs and are told by that.
   */
  static final String EMOJI_SEQUENCE =
      "(?![\\x00-\u2319](?!\uFE0F))"
          + "(?=[[\\x{1F000}-\\x{1FAFF}][\u2600-\u27BF]&&[\\p{So}\\p{Sk}\\p{Cn}]]"
          + "|[\u231A\u231B\u23E9-\u23F3\u25FD\u25FE\u2B1B\u2B1C\u2B50\u2B55]"
          + "|.\uFE0F)\\X";

  static final Occurrences URLS = new Occurrences(Pattern.compile(URL), Mark.URL);

  /** Not the second half of a mail address, nor a part of a path. */
  static final Occurrences USERS =
      new Occurrences(Pattern.compile("@(?<![\\p{L}\\p{N}_/@]@)[\\p{L}\\p{N}_]+"), Mark.USER);

  static final Occurrences EMOJI = new Occurrences(Pattern.compile(EMOJI_SEQUENCE), Mark.EMOJI);

  /** The change of a text that a treatment, other than to keep, asks for. */
  UnaryOperator<String> treated(Treatment treatment) {
    return treatment == Treatment.DROP
        ? text -> pattern.matcher(text).replaceAll(" ")
        : text -> mark.inPlaceOf(pattern, text);
  }
}
