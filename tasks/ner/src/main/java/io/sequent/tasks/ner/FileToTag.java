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
import io.sequent.common.table.UsualNames;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A file to find entities in: a table with a column of texts, JSON Lines with {@code text} or
 * {@code tokens}, tokens in columns, whose tags do not matter, or a sentence a line.
 *
 * @param asked the columns of the text in a table or in objects; empty to look for one
 */
record FileToTag(Path file, List<String> asked) {
  /** As much of a file as is looked at to find its form, in characters. */
  private static final int HEAD = 1 << 16;

  /**
   * Opens the file.
   *
   * @param lines reads sentences, one a line
   * @throws UserError if it cannot be read
   */
  Inputs<Passage> open(Charset encoding, InputReader<Passage> lines) throws IOException {
    BufferedReader text = TextFile.open(file, encoding);
    try {
      String head = head(text);
      if (JsonLinesReader.isJson(file, head)) {
        return objects(text);
      }
      if (!asked.isEmpty() || TextTable.isTable(file, head)) {
        return new TextTable(file, asked).inputs(text);
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

  private Inputs<Passage> objects(BufferedReader text) throws IOException {
    TableReader table = TableReader.of(text, file.toString(), TableForm.JSON_LINES);
    TableRow first = table.next();
    List<String> names = table.columns();
    ObjectNode example = first == null ? null : first.json();
    List<String> fields =
        names == null || example == null || !asked.isEmpty() || JsonLinesReader.hasTokens(example)
            ? asked
            : UsualNames.text(names).map(names::get).map(List::of).orElse(List.of());
    AtomicInteger document = new AtomicInteger();
    return Inputs.ofTable(
        table,
        first == null ? List.of() : List.of(first),
        names == null ? List.of() : names,
        row -> passage(row, fields, document.getAndIncrement()));
  }

  private Passage passage(TableRow row, List<String> fields, int document) {
    ObjectNode record = row.json();
    if (record != null && asked.isEmpty() && JsonLinesReader.hasTokens(record)) {
      return tokens(row, record);
    }
    List<String> texts = new ArrayList<>();
    for (String field : fields) {
      texts.add(text(row, record, field));
    }
    if (texts.isEmpty()) {
      throw UserError.at(
          file,
          row.line(),
          "expected an object with text or with tokens; name another field by columns=");
    }
    return Passage.ofText(String.join("\n", texts), document);
  }

  private String text(TableRow row, @Nullable ObjectNode record, String field) {
    JsonNode text = record == null ? null : record.get(field);
    if (text == null || !text.isTextual()) {
      throw UserError.at(
          file,
          row.line(),
          "%s '%s', expected a text".formatted(text == null ? "no field" : "no text in", field));
    }
    return text.textValue();
  }

  private Passage tokens(TableRow row, ObjectNode record) {
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
