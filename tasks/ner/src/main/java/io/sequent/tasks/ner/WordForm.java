package io.sequent.tasks.ner;

import java.util.List;

/**
 * The form of a word, a feature of words never seen: a capital letter and the ending of a surname
 * are informative, and the rare words of the training data show how.
 */
final class WordForm {
  private static final int ENDING = 2;

  private WordForm() {}

  /**
   * Names of a word's form, from the narrow to the wide one: {@code <Aa-ко>} and {@code <Aa>} for
   * {@code Шевченко}. They hold angle brackets so as not to be taken for words.
   */
  static List<String> of(String word) {
    String shape = shape(word);
    int ending = Math.max(0, word.length() - ENDING);
    return Character.isLetter(word.charAt(word.length() - 1))
        ? List.of("<" + shape + "-" + word.substring(ending) + ">", "<" + shape + ">")
        : List.of("<" + shape + ">");
  }

  private static String shape(String word) {
    if (word.codePoints().anyMatch(Character::isDigit)) {
      return "0";
    }
    if (word.codePoints().noneMatch(Character::isLetter)) {
      return ".";
    }
    boolean capital = Character.isUpperCase(word.codePointAt(0));
    boolean small = word.codePoints().anyMatch(Character::isLowerCase);
    if (capital) {
      return small ? "Aa" : "A";
    }
    return "a";
  }
}
