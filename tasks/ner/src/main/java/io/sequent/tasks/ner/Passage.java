package io.sequent.tasks.ner;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A text, or a part of one, to find entities in.
 *
 * @param sentences its tokens, sentence by sentence, none of them empty; none for a blank text
 * @param document the number of the document that it is from, in the order of the input
 * @param lines of the file of columns that it is from, a token for each of its own; else none
 */
record Passage(List<List<Token>> sentences, int document, List<SourceLine> lines) {
  Passage {
    sentences = List.copyOf(sentences);
    lines = List.copyOf(lines);
  }

  /** A line, which is a sentence; all lines are from one document. */
  static Passage ofLine(String line) {
    List<Token> tokens = SentenceTokenizer.split(line);
    return new Passage(tokens.isEmpty() ? List.of() : List.of(tokens), 0, List.of());
  }

  /** A text, each line of which is a sentence, as {@link SpanTagger} divides it. */
  static Passage ofText(String text, int document) {
    List<List<Token>> sentences = new ArrayList<>();
    List<Token> sentence = new ArrayList<>();
    int end = 0;
    for (Token token : SentenceTokenizer.split(text)) {
      if (!sentence.isEmpty() && hasLineBreak(text, end, token.start())) {
        sentences.add(List.copyOf(sentence));
        sentence.clear();
      }
      sentence.add(token);
      end = token.end();
    }
    if (!sentence.isEmpty()) {
      sentences.add(List.copyOf(sentence));
    }
    return new Passage(sentences, document, List.of());
  }

  private static boolean hasLineBreak(String text, int begin, int end) {
    return text.substring(begin, end).chars().anyMatch(c -> c == '\n' || c == '\r');
  }

  /** A sentence that is divided already; its text are the tokens with blanks between them. */
  static Passage ofTokens(List<String> tokens, int document) {
    return ofTokens(tokens, document, List.of());
  }

  /** The same of lines of a file of columns. */
  static Passage ofTokens(List<String> tokens, int document, List<SourceLine> lines) {
    List<Token> placed = new ArrayList<>();
    int start = 0;
    for (String token : tokens) {
      placed.add(new Token(token, start, start + token.length()));
      start += token.length() + 1;
    }
    return new Passage(placed.isEmpty() ? List.of() : List.of(placed), document, lines);
  }

  /** All tokens in order. */
  List<Token> tokens() {
    return sentences.stream().flatMap(List::stream).toList();
  }

  /** The texts of the tokens, sentence by sentence. */
  Stream<List<String>> texts() {
    return sentences.stream().map(Token::texts);
  }
}
