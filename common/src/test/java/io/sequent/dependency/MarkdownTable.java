package io.sequent.dependency;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Tables of a Markdown file. */
final class MarkdownTable {
  private MarkdownTable() {}

  /**
   * Reads the table under a heading.
   *
   * @return the cells of each row, without the table's head
   */
  static List<List<String>> under(String heading, Path file) throws IOException {
    return Files.readAllLines(file).stream()
        .dropWhile(line -> !line.equals("## " + heading))
        .skip(1)
        .takeWhile(line -> !line.startsWith("## "))
        .filter(line -> line.startsWith("|"))
        .skip(2)
        .map(line -> Arrays.stream(line.split("\\|")).skip(1).map(String::strip).toList())
        .toList();
  }
}
