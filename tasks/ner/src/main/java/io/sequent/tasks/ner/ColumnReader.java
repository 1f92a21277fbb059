package io.sequent.tasks.ner;

import io.sequent.common.UserError;
import io.sequent.tasks.ner.TaggedFile.Row;
import io.sequent.tasks.ner.TaggedFile.Sentence;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads files with a token and its tag in each line, in {@link Columns}; a blank line ends a
 * sentence, {@code -DOCSTART-} or {@code # newdoc} begins a document.
 */
final class ColumnReader {
  /** As long as the longest code of a language that has a Wikipedia. */
  private static final int LONGEST_LANGUAGE = 14;

  private final Path file;
  private final Columns columns;
  private final List<Sentence> sentences = new ArrayList<>();
  private final List<Row> rows = new ArrayList<>();
  private boolean atHeader;
  private long number;
  private int document;

  private ColumnReader(Path file, Columns columns) {
    this.file = file;
    this.columns = columns;
    this.atHeader = columns.header();
  }

  /**
   * Reads a file.
   *
   * @param text its content
   * @throws UserError if it has no tokens, or for a line with too few or too many columns
   */
  static TaggedFile read(Path file, String text) {
    List<String> lines = text.lines().toList();
    ColumnReader reader = new ColumnReader(file, Columns.of(file, lines));
    for (int i = 0; i < lines.size(); i++) {
      reader.add(i + 1L, lines.get(i));
    }
    reader.endSentence();
    return reader.result();
  }

  private void add(long at, String line) {
    if (line.isBlank()) {
      endSentence();
    } else if (Columns.isDocumentStart(line)) {
      endSentence();
      document++;
    } else if (!columns.isComment(line)) {
      addRow(at, columns.cells(line), line);
    }
  }

  private void addRow(long at, String[] cells, String line) {
    if (cells.length != columns.width() || cells[columns.token()].isEmpty()) {
      throw UserError.at(file, at, columns.expectedInsteadOf(line));
    }
    if (atHeader) {
      atHeader = false;
    } else if (!columns.numbered()) {
      rows.add(new Row(at, cells[columns.token()], columns.tag(cells)));
    } else if (cells[0].chars().allMatch(Character::isDigit)) {
      addNumbered(at, cells);
    }
    // Else a word of several tokens, 1-2, or a token that is not in the text, 1.1.
  }

  private void addNumbered(long at, String[] cells) {
    long previous = number;
    number = Long.parseLong(cells[0]);
    if (!rows.isEmpty() && number != previous + 1) {
      throw UserError.at(
          file,
          at,
          "token %d after %d, expected %d, or a blank line between two sentences"
              .formatted(number, previous, previous + 1));
    }
    rows.add(new Row(at, cells[columns.token()], columns.tag(cells)));
  }

  private void endSentence() {
    if (!rows.isEmpty()) {
      sentences.add(new Sentence(rows, document));
      rows.clear();
    }
  }

  private TaggedFile result() {
    List<String> form = new ArrayList<>();
    if (!columns.describe().isEmpty()) {
      form.add(columns.describe());
    }
    String language =
        language(
            sentences.stream()
                .flatMap(sentence -> sentence.rows().stream())
                .map(Row::token)
                .toList());
    if (language.isEmpty()) {
      return new TaggedFile(file, sentences, String.join(", ", form), List.of());
    }
    form.add("the language '" + language + "' taken off each token");
    return new TaggedFile(
        file,
        sentences.stream().map(sentence -> without(language, sentence)).toList(),
        String.join(", ", form),
        List.of());
  }

  /** What WikiANN puts before every token, such as {@code uk:}; empty if there is no such thing. */
  static String language(List<String> tokens) {
    String first = tokens.isEmpty() ? "" : tokens.get(0);
    int colon = first.indexOf(':');
    String language = first.substring(0, colon + 1);
    boolean isCode =
        colon > 1
            && colon <= LONGEST_LANGUAGE
            && language.chars().limit(colon).allMatch(c -> (c >= 'a' && c <= 'z') || c == '-');
    return isCode && tokens.stream().allMatch(token -> token.startsWith(language)) ? language : "";
  }

  private static Sentence without(String language, Sentence sentence) {
    return new Sentence(
        sentence.rows().stream()
            .map(row -> new Row(row.line(), without(language, row.token()), row.tag()))
            .toList(),
        sentence.document());
  }

  private static String without(String language, String token) {
    return token.length() == language.length() ? token : token.substring(language.length());
  }
}
