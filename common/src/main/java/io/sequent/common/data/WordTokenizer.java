package io.sequent.common.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Splits English text into words: lower case, ASCII punctuation deleted (so {@code don't} becomes
 * {@code dont} and {@code on-line} {@code online}), split at white space.
 */
public final class WordTokenizer {
  private WordTokenizer() {}

  /** The words in order; empty for a text of punctuation and white space alone. */
  public static List<String> words(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    // By hand: every epoch passes here, and regular expressions take several times as long.
    for (int i = 0; i < lower.length(); i++) {
      char c = lower.charAt(i);
      if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
        finish(word, words);
      } else if (!isAsciiPunctuation(c)) {
        word.append(c);
      }
    }
    finish(word, words);
    return words;
  }

  private static void finish(StringBuilder word, List<String> words) {
    if (!word.isEmpty()) {
      words.add(word.toString());
      word.setLength(0);
    }
  }

  private static boolean isAsciiPunctuation(char c) {
    return c > ' '
        && c < 0x7F
        && !(c >= '0' && c <= '9')
        && !(c >= 'a' && c <= 'z')
        && !(c >= 'A' && c <= 'Z');
  }
}
