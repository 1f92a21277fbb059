package io.sequent.common.text;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Words end at white space, ASCII punctuation is deleted: {@code don't} becomes {@code dont} and
 * {@code on-line} {@code online}.
 *
 * @param apostrophes whether those between letters are kept, for steps that need them
 */
record DeletedPunctuation(boolean apostrophes) implements Function<String, List<String>> {
  @Override
  public List<String> apply(String text) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    // By hand: it runs in every epoch, and regular expressions take several times as long.
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c > ' ' && c < 0x7F) {
        if (isLetterOrDigit(c) || (apostrophes && Apostrophes.isInner(text, i))) {
          word.append(c);
        }
      } else if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
        finish(word, words);
      } else {
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

  /** In ASCII. */
  private static boolean isLetterOrDigit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
  }
}
