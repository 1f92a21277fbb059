package io.sequent.common.text;

/** The apostrophe, which in a word is a letter rather than punctuation: don't, об'єкт. */
final class Apostrophes {
  private Apostrophes() {}

  /** The word with ASCII apostrophes for the typographic one and the modifier letter. */
  static String plain(String word) {
    return word.replace('\u2019', '\'').replace('\u02BC', '\'');
  }

  /** Whether there is an apostrophe between two letters at an index. */
  static boolean isInner(String text, int index) {
    return (text.charAt(index) == '\'' || text.charAt(index) == '\u2019')
        && index > 0
        && index + 1 < text.length()
        && Character.isLetter(text.codePointBefore(index))
        && Character.isLetter(text.codePointAt(index + 1));
  }

  static String deleted(String word) {
    return word.replace("'", "");
  }
}
