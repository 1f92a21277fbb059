package io.sequent.tasks.ner;

import java.util.List;

/**
 * A token of a sentence.
 *
 * @param text as it is written
 * @param start its first character in the sentence, in UTF-16 code units
 * @param end the character after its last
 */
record Token(String text, int start, int end) {
  static List<String> texts(List<Token> tokens) {
    return tokens.stream().map(Token::text).toList();
  }
}
