package io.sequent.tasks.ner;

import io.sequent.common.UserError;
import io.sequent.common.predict.Input;
import io.sequent.common.predict.Inputs;
import io.sequent.common.predict.PredictionSink;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sentences in columns, a token a line, read as {@link ColumnReader} does but without their tags.
 */
final class ColumnInputs implements Inputs<Passage> {
  /** Enough to put sentences of similar length together. */
  private static final int TOKENS = 1 << 15;

  private final Path file;
  private final BufferedReader text;
  private final Columns columns;
  private final String language;
  private final PredictedColumn column;
  private final List<String> tokens = new ArrayList<>();
  private final List<SourceLine> lines = new ArrayList<>();
  private boolean atHeader;
  private boolean ended;
  private long line;
  private int document;

  private ColumnInputs(Path file, BufferedReader text, Columns columns, String language) {
    this.file = file;
    this.text = text;
    this.columns = columns;
    this.language = language;
    this.column = new PredictedColumn(columns);
    this.atHeader = columns.header();
  }

  /**
   * The sentences of a file that looks as if it had columns.
   *
   * @param head its first lines
   */
  static Optional<ColumnInputs> of(Path file, BufferedReader text, String head) {
    List<String> lines = head.lines().toList();
    return Columns.ofTokens(file, lines)
        .map(
            columns -> {
              List<String> first =
                  lines.stream()
                      .filter(line -> !line.isBlank() && !Columns.isDocumentStart(line))
                      .filter(line -> !columns.isComment(line))
                      .skip(columns.header() ? 1 : 0)
                      .map(columns::cells)
                      .filter(cells -> cells.length == columns.width())
                      .map(cells -> cells[columns.token()])
                      .toList();
              return new ColumnInputs(file, text, columns, ColumnReader.language(first));
            });
  }

  @Override
  public @Nullable List<Input<Passage>> next() throws IOException {
    List<Input<Passage>> inputs = new ArrayList<>();
    int read = 0;
    while (!ended && read < TOKENS) {
      String next = text.readLine();
      line++;
      if (next == null) {
        ended = true;
        endSentence(inputs);
      } else if (next.isBlank()) {
        keep(next);
        endSentence(inputs);
      } else if (Columns.isDocumentStart(next)) {
        endSentence(inputs);
        keep(columns.isComment(next) ? next : documentStart(next));
        document++;
      } else if (columns.isComment(next)) {
        keep(column.comment(next));
      } else {
        add(next);
        read++;
      }
    }
    return inputs.isEmpty() && ended ? null : inputs;
  }

  private void add(String row) {
    String[] cells = columns.cells(row);
    if (cells.length != columns.width() || cells[columns.token()].isEmpty()) {
      throw UserError.at(file, line, columns.expectedInsteadOf(row));
    }
    if (atHeader) {
      atHeader = false;
      keep(column.header(row));
    } else if (columns.numbered() && !cells[0].chars().allMatch(Character::isDigit)) {
      keep(column.without(row, "_"));
    } else {
      String token = cells[columns.token()];
      tokens.add(
          token.startsWith(language) && token.length() > language.length()
              ? token.substring(language.length())
              : token);
      lines.add(new SourceLine(row, true));
    }
  }

  private String documentStart(String row) {
    return columns.cells(row).length == columns.width()
        ? column.without(row, TagScheme.OUTSIDE)
        : row;
  }

  private void keep(String row) {
    lines.add(new SourceLine(row, false));
  }

  private void endSentence(List<Input<Passage>> inputs) {
    if (!tokens.isEmpty()) {
      inputs.add(
          new Input<>(
              Passage.ofTokens(tokens, document, lines), List.of(String.join(" ", tokens)), null));
      tokens.clear();
      lines.clear();
    }
  }

  /** What the predicted tags are written to. */
  PredictedColumn column() {
    return column;
  }

  /** The lines behind the last sentence; complete once all are read. */
  List<SourceLine> rest() {
    return List.copyOf(lines);
  }

  /** Columns for a name that says so or nothing. */
  @Override
  public Optional<PredictionSink> sink(String name, OutputStream file) {
    return NerFiles.isOtherThanColumns(name)
        ? Optional.empty()
        : Optional.of(new ColumnSink(file, this));
  }

  @Override
  public List<String> columns() {
    return List.of("input");
  }

  @Override
  public void close() throws IOException {
    text.close();
  }
}
