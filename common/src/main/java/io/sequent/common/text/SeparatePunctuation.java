package io.sequent.common.text;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Words end at white space, punctuation and symbols of all of Unicode. As in its rules for words
 * (UAX #29), an apostrophe between letters and a point or comma between digits are part of the
 * word. An emoji is a word.
 *
 * @param marksAreWords whether each mark is a word too
 */
record SeparatePunctuation(boolean marksAreWords) implements Function<String, List<String>> {
  /** An emoji, or any other mark with its combining characters. */
  private static final Pattern MARK =
      Pattern.compile("(?<emoji>" + Occurrences.EMOJI_SEQUENCE + ")|\\X");

  /** The variation selector that requests the emoji form of the character before it. */
  private static final char EMOJI_FORM = '\uFE0F';

  @Override
  public List<String> apply(String text) {
    List<String> words = new ArrayList<>();
    Matcher mark = MARK.matcher(text);
    int start = 0;
    int i = 0;
    // By hand, as in DeletedPunctuation; marks are few enough for a regular expression.
    while (i < text.length()) {
      if (isOfWord(text, i)) {
        i += Character.charCount(text.codePointAt(i));
      } else {
        finish(text.substring(start, i), words);
        start = after(mark, text, i, words);
        i = start;
      }
    }
    finish(text.substring(start), words);
    return words;
  }

  private static void finish(String word, List<String> words) {
    if (!word.isEmpty()) {
      words.add(word);
    }
  }

  /** The index after a mark or a space; adds the mark if it is a word. */
  private int after(Matcher mark, String text, int start, List<String> words) {
    char first = text.charAt(start);
    if (isSpace(first)) {
      return start + 1;
    }
    if (isAscii(first) && (start + 1 == text.length() || isAscii(text.charAt(start + 1)))) {
      // Nothing in ASCII combines with another character.
      if (marksAreWords) {
        words.add(String.valueOf(first));
      }
      return start + 1;
    }
    if (!mark.region(start, text.length()).lookingAt()) {
      return start + 1;
    }
    if (marksAreWords || mark.group("emoji") != null) {
      words.add(mark.group());
    }
    return mark.end();
  }

  private static boolean isOfWord(String text, int index) {
    char unit = text.charAt(index);
    if (isAscii(unit)
        && Character.isLetterOrDigit(unit)
        && index + 1 < text.length()
        && isAscii(text.charAt(index + 1))) {
      return true;
    }
    int c = text.codePointAt(index);
    int next = index + Character.charCount(c);
    if (next < text.length() && text.charAt(next) == EMOJI_FORM) {
      return false;
    }
    return Character.isLetterOrDigit(c)
        || (!isSpace(c) && !isMark(c))
        || Apostrophes.isInner(text, index)
        || isInnerOfNumber(text, index);
  }

  private static boolean isInnerOfNumber(String text, int index) {
    char c = text.charAt(index);
    return (c == '.' || c == ',')
        && index > 0
        && index + 1 < text.length()
        && Character.isDigit(text.codePointBefore(index))
        && Character.isDigit(text.codePointAt(index + 1));
  }

  private static boolean isAscii(char c) {
    return c < 0x80;
  }

  private static boolean isSpace(int c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  private static boolean isMark(int c) {
    return switch (Character.getType(c)) {
      case Character.CONNECTOR_PUNCTUATION,
          Character.DASH_PUNCTUATION,
          Character.START_PUNCTUATION,
          Character.END_PUNCTUATION,
          Character.INITIAL_QUOTE_PUNCTUATION,
          Character.FINAL_QUOTE_PUNCTUATION,
          Character.OTHER_PUNCTUATION,
          Character.MATH_SYMBOL,
          Character.CURRENCY_SYMBOL,
          Character.MODIFIER_SYMBOL,
          Character.OTHER_SYMBOL ->
          true;
      // An emoji that is newer than the Unicode version of this Java.
      case Character.UNASSIGNED -> c >= 0x1F000 && c <= 0x1FAFF;
      default -> false;
    };
  }
}
