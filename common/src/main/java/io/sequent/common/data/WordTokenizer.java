package io.sequent.common.data;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Splits English text into words: lower case, ASCII punctuation deleted (so {@code don't} becomes
 * {@code dont} and {@code on-line} {@code online}), split at white space.
 */
public final class WordTokenizer {
  private static final Pattern PUNCTUATION = Pattern.compile("\\p{Punct}+");
  private static final Pattern SPACE = Pattern.compile("\\s+", Pattern.UNICODE_CHARACTER_CLASS);

  private WordTokenizer() {}

  /** The words in order; empty for a text of punctuation and white space alone. */
  public static List<String> words(String text) {
    String bare = PUNCTUATION.matcher(text.toLowerCase(Locale.ROOT)).replaceAll("");
    return SPACE.splitAsStream(bare).filter(word -> !word.isEmpty()).toList();
  }
}
