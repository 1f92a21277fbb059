package io.sequent.tasks.ner;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sequent.common.UserError;
import io.sequent.common.io.TextFile;
import io.sequent.common.predict.InputReader;
import io.sequent.common.predict.Inputs;
import io.sequent.common.table.TableForm;
import io.sequent.common.table.TableReader;
import io.sequent.common.table.TableRow;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Opens a file to find entities in: JSON Lines with {@code text} or {@code tokens}, tokens in
 * columns, whose tags do not matter, or a sentence a line.
 */
final class FileToTag {
  /** As much of a file as is looked at to find its form, in characters. */
  private static final int HEAD = 1 << 16;

  private FileToTag() {}

  /**
   * Opens a file.
   *
   * @param lines reads sentences, one a line
   * @throws UserError if it cannot be read
   */
  static Inputs<Passage> open(Path file, Charset encoding, InputReader<Passage> lines)
      throws IOException {
    BufferedReader text = TextFile.open(file, encoding);
    try {
      String head = head(text);
      if (JsonLinesReader.isJson(file, head)) {
        return objects(file, text);
      }
      Optional<ColumnInputs> columns = ColumnInputs.of(file, text, head);
      return columns.isPresent() ? columns.get() : Inputs.ofLines(text, lines);
    } catch (IOException | RuntimeException e) {
      text.close();
      throw e;
    }
  }

  /** The whole lines that a file begins with, which stay to be read. */
  private static String head(BufferedReader text) throws IOException {
    text.mark(HEAD);
    char[] head = new char[HEAD];
    int length = 0;
    int count = 0;
    while (count >= 0 && length < HEAD) {
      length += count;
      count = text.read(head, length, HEAD - length);
    }
    text.reset();
    String read = new String(head, 0, length);
    return length < HEAD ? read : read.substring(0, read.lastIndexOf('\n') + 1);
  }

  private static Inputs<Passage> objects(Path file, BufferedReader text) throws IOException {
    TableReader table = TableReader.of(text, file.toString(), TableForm.JSON_LINES);
    TableRow first = table.next();
    List<String> columns = table.columns();
    int[] document = {0};
    return Inputs.ofTable(
        table,
        first == null ? List.of() : List.of(first),
        columns == null ? List.of() : columns,
        row -> passage(file, row, document[0]++));
  }

  private static Passage passage(Path file, TableRow row, int document) {
    ObjectNode record = row.json();
    JsonNode text = record == null ? null : record.get("text");
    if (record != null && text != null && text.isTextual() && !JsonLinesReader.hasTokens(record)) {
      return Passage.ofText(text.textValue(), document);
    }
    if (record == null || !JsonLinesReader.hasTokens(record)) {
      throw UserError.at(file, row.line(), "expected an object with text or with tokens");
    }
    List<String> tokens = new ArrayList<>();
    for (JsonNode token : JsonLinesReader.tokens(record)) {
      if (!token.isValueNode() || token.asText().isEmpty()) {
        throw UserError.at(
            file, row.line(), "token " + tokens.size() + " is empty or no text, expected a text");
      }
      tokens.add(token.asText());
    }
    return Passage.ofTokens(tokens, 0);
  }
}
