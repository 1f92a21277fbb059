package io.sequent.common.text;

import io.sequent.common.text.TextSettings.Treatment;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Items that occur anywhere in a text: addresses, user names, emoji.
 *
 * @param pattern of one occurrence
 * @param mark that can replace it
 */
record Occurrences(Pattern pattern, Mark mark) {
  /**
   * Begins with a scheme or www; punctuation that closes a sentence or a bracket is no part of it.
   */
  static final String URL =
      "(?=[hfwHFW])\\b(?i:(?:https?|ftp)://|www\\.)[^\\s<>\"«»“”]*[^\\s<>\"«»“”.,;:!?'’)\\]}…]";

  /**
   * A pictograph, or any character with a request to be displayed as one, with all combining
   * characters. Most characters have code points below all pictographs, which is checked first.
   */
  static final String EMOJI_SEQUENCE =
      "(?![\\x00-\u2319](?!\uFE0F))"
          + "(?=[[\\x{1F000}-\\x{1FAFF}][\u2600-\u27BF]&&[\\p{So}\\p{Sk}\\p{Cn}]]"
          + "|[\u231A\u231B\u23E9-\u23F3\u25FD\u25FE\u2B1B\u2B1C\u2B50\u2B55]"
          + "|.\uFE0F)\\X";

  static final Occurrences URLS = new Occurrences(Pattern.compile(URL), Mark.URL);

  /** Neither the second half of a mail address nor a part of a path. */
  static final Occurrences USERS =
      new Occurrences(Pattern.compile("@(?<![\\p{L}\\p{N}_/@]@)[\\p{L}\\p{N}_]+"), Mark.USER);

  static final Occurrences EMOJI = new Occurrences(Pattern.compile(EMOJI_SEQUENCE), Mark.EMOJI);

  /** The change of a text for a treatment other than to keep. */
  UnaryOperator<String> treated(Treatment treatment) {
    return treatment == Treatment.DROP
        ? text -> pattern.matcher(text).replaceAll(" ")
        : text -> mark.inPlaceOf(pattern, text);
  }
}
