package io.sequent.common.text;

import io.sequent.common.config.Setting;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A special word for what was found in a text, such as {@code <url>}. No other word of a prepared
 * text has angle brackets: whatever {@link Punctuation} asks for, they do not stay in a word.
 *
 * <p>Until the words are told, a character that Unicode has set aside for use inside programs holds
 * a mark's place, so that no step takes it for letters or punctuation.
 */
enum Mark {
  URL(TextSettings.URLS),
  USER(TextSettings.USERS),
  EMOJI(TextSettings.EMOJI);

  /** What stands for a number; it is found among words and needs no place in a text. */
  static final String NUMBER = "<number>";

  private final Setting<Treatment> setting;

  Mark(Setting<Treatment> setting) {
    this.setting = setting;
  }

  /** The setting that can ask for it. */
  Setting<Treatment> setting() {
    return setting;
  }

  private String word() {
    return "<" + name().toLowerCase(Locale.ROOT) + ">";
  }

  private String holder() {
    return String.valueOf((char) ('\uFDD0' + ordinal()));
  }

  /** The text with the mark's place held wherever a pattern is found. */
  String inPlaceOf(Pattern pattern, String text) {
    // If the text itself had the character, it would be taken for the mark.
    String free = text.replace(holder(), "");
    return pattern.matcher(free).replaceAll(" " + holder() + " ");
  }

  /** The text, or the word, with marks in their places. */
  static String written(String text, List<Mark> marks) {
    String written = text;
    for (Mark mark : marks) {
      written = written.replace(mark.holder(), mark.word());
    }
    return written;
  }
}
