package io.sequent.common.text;

import io.sequent.common.config.Setting;
import io.sequent.common.text.TextSettings.Treatment;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A special word that replaces an item of a text, such as {@code <url>}. No other word of a
 * prepared text has angle brackets: whatever the {@link Punctuation}, they do not stay in a word.
 *
 * <p>Until the text is split into words, one of Unicode's noncharacters, which are reserved for use
 * inside programs, holds a mark's place, so that no step takes it for letters or punctuation.
 */
enum Mark {
  URL('\uFDD0'),
  USER('\uFDD1'),
  EMOJI('\uFDD2');

  /** The mark of a number; numbers are found among words, so it needs no place in a text. */
  static final String NUMBER = "<number>";

  private final char holder;

  Mark(char holder) {
    this.holder = holder;
  }

  /** The setting that can ask for it. */
  Setting<Treatment> setting() {
    return switch (this) {
      case URL -> TextSettings.URLS;
      case USER -> TextSettings.USERS;
      case EMOJI -> TextSettings.EMOJI;
    };
  }

  private String word() {
    return "<" + name().toLowerCase(Locale.ROOT) + ">";
  }

  private String holder() {
    return String.valueOf(holder);
  }

  /** The text with a placeholder of the mark for each match of a pattern. */
  String inPlaceOf(Pattern pattern, String text) {
    // A placeholder character in the text itself would be taken for the mark.
    String free = text.replace(holder(), "");
    return pattern.matcher(free).replaceAll(" " + holder() + " ");
  }

  /** The text, or the word, with marks for their placeholders. */
  static String written(String text, List<Mark> marks) {
    String written = text;
    for (Mark mark : marks) {
      written = written.replace(mark.holder(), mark.word());
    }
    return written;
  }
}
