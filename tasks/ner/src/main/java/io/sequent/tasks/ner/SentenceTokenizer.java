package io.sequent.tasks.ner;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Splits a sentence into tokens as NER-UK is split: at white space; punctuation stands alone, but
 * an apostrophe or hyphen inside a word, a point or comma inside a number, and runs such as {@code
 * ...} and {@code ?!} hold together. No-break spaces and byte order marks are white space.
 */
final class SentenceTokenizer {
  private static final String WORD = "[\\p{L}\\p{M}\\p{N}_]++";

  /** Possessive, since Java matches other repeated groups by recursion: long runs overflow. */
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\p{N}++(?:[.,:]\\p{N}++)++(?:-"
              + WORD
              + ")?+"
              + ("|" + WORD + "(?:['’ʼ-]" + WORD + ")*+")
              + "|[.?!…]++"
              + "|[^\\s\\p{Z}\\uFEFF]");

  private SentenceTokenizer() {}

  /** The tokens in order; none for a blank sentence. */
  static List<Token> split(String sentence) {
    return TOKEN
        .matcher(sentence)
        .results()
        .map(match -> new Token(match.group(), match.start(), match.end()))
        .toList();
  }

  /** The texts of the tokens. */
  static List<String> tokens(String sentence) {
    return Token.texts(split(sentence));
  }
}
