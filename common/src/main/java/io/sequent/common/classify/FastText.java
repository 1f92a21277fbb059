package io.sequent.common.classify;

import io.sequent.common.UserError;
import io.sequent.common.io.TextFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Labelled texts as fastText reads them: {@code __label__sport the first goal}, one a line. */
final class FastText {
  private static final String LABEL = "__label__";
  private static final int HEAD = 1 << 12;

  private FastText() {}

  /** Whether a text begins with a label; its reader stays where it is. */
  static boolean isIn(BufferedReader text) throws IOException {
    text.mark(HEAD);
    char[] head = new char[HEAD];
    int length = Math.max(0, text.read(head));
    text.reset();
    return new String(head, 0, length).stripLeading().startsWith(LABEL);
  }

  /** Whether a file begins with a label. */
  static boolean isIn(Path file) throws IOException {
    // A label's mark is the same in all encodings that need none.
    try (BufferedReader text = TextFile.open(file, StandardCharsets.ISO_8859_1)) {
      return isIn(text);
    }
  }

  /**
   * Reads a file.
   *
   * @throws UserError for a line without a label or with several, and if there is no line
   */
  static LabelledRows read(BufferedReader text, Path file) throws IOException {
    List<LabelledRow> rows = new ArrayList<>();
    long number = 0;
    for (String line = text.readLine(); line != null; line = text.readLine()) {
      number++;
      if (!line.isBlank()) {
        rows.add(row(file, number, line.strip()));
      }
    }
    if (rows.isEmpty()) {
      throw new UserError(file + ": empty, expected a line such as " + LABEL + "sport a text");
    }
    return new LabelledRows(rows, TextForm.FASTTEXT, List.of());
  }

  /** A line without the labels that it begins with. */
  static String withoutLabels(String line) {
    String text = line.strip();
    while (text.startsWith(LABEL)) {
      int end = 0;
      while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
        end++;
      }
      text = text.substring(end).strip();
    }
    return text;
  }

  private static LabelledRow row(Path file, long number, String line) {
    int end = 0;
    while (end < line.length() && !Character.isWhitespace(line.charAt(end))) {
      end++;
    }
    String text = line.substring(end).strip();
    if (!line.startsWith(LABEL) || end == LABEL.length()) {
      throw UserError.at(
          file, number, "no label, expected a line such as " + LABEL + "sport a text");
    }
    if (text.startsWith(LABEL)) {
      throw UserError.at(file, number, "more than one label, expected one class for each text");
    }
    return new LabelledRow(file, number, line.substring(LABEL.length(), end), text);
  }
}
