package io.sequent.common.data;

import io.sequent.common.UserError;
import io.sequent.common.io.TextFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Labelled texts as AG News publishes them: CSV without a header, columns class (a number from 1),
 * title, description; quotes may hold line breaks, a doubled quote is a quote, blank lines do not
 * count. The names of the classes stand in {@code classes.txt} beside it, one a line.
 */
public final class LabelledTextCsv {
  /** The file with the names of the classes. */
  public static final String CLASSES = "classes.txt";

  private static final int COLUMNS = 3;
  private static final CSVFormat FORMAT =
      CSVFormat.DEFAULT.builder().setIgnoreEmptyLines(false).get();

  private LabelledTextCsv() {}

  /**
   * The names of the classes: {@code classes.txt} if the folder has one, else {@code 1} up to the
   * greatest class of the training files.
   *
   * @throws UserError if {@code classes.txt} names fewer than two classes or one twice, or the
   *     training files show fewer than two
   */
  public static List<String> classes(Path folder, List<Path> trainFiles) throws IOException {
    Path file = folder.resolve(CLASSES);
    if (Files.exists(file)) {
      List<String> names =
          TextFile.read(file).lines().map(String::strip).filter(name -> !name.isEmpty()).toList();
      if (names.size() < 2 || names.stream().distinct().count() < names.size()) {
        throw new UserError(
            file + ": names " + names + ", expected two or more different classes, one a line");
      }
      return names;
    }
    int greatest = 0;
    for (Path train : trainFiles) {
      for (Row row : rows(train)) {
        greatest = Math.max(greatest, row.number(train, Integer.MAX_VALUE));
      }
    }
    if (greatest < 2) {
      throw new UserError(folder + ": texts of one class only, expected two or more classes");
    }
    return IntStream.rangeClosed(1, greatest).mapToObj(String::valueOf).toList();
  }

  /**
   * Reads a file. Title and description are joined by a space.
   *
   * @param classes the names of the classes; class 1 is the first
   * @throws UserError if the file is missing, empty or not UTF-8, or for a row (with its line) of
   *     broken quotes, a wrong number of columns or an unknown class
   */
  public static List<LabelledText> read(Path file, List<String> classes) throws IOException {
    List<String> shared = List.copyOf(classes);
    List<LabelledText> texts = new ArrayList<>();
    for (Row row : rows(file)) {
      texts.add(new LabelledText(row.text(), row.number(file, shared.size()) - 1, shared));
    }
    return texts;
  }

  /**
   * One row.
   *
   * @param line where it starts
   */
  private record Row(long line, CSVRecord cells) {
    /** The class, from 1. */
    int number(Path file, int greatest) {
      String cell = cells.get(0).strip();
      try {
        int number = Integer.parseInt(cell);
        if (number >= 1 && number <= greatest) {
          return number;
        }
      } catch (NumberFormatException e) {
        // The message below says it all.
      }
      String range = greatest == Integer.MAX_VALUE ? "a number from 1" : "1 to " + greatest;
      throw UserError.at(file, line, "unknown class '" + cell + "', expected " + range);
    }

    String text() {
      return Stream.of(cells.get(1), cells.get(2))
          .map(String::strip)
          .filter(part -> !part.isEmpty())
          .collect(Collectors.joining(" "));
    }
  }

  private static List<Row> rows(Path file) throws IOException {
    List<Row> rows = new ArrayList<>();
    try (CSVParser parser = CSVParser.parse(TextFile.read(file), FORMAT)) {
      Iterator<CSVRecord> records = parser.iterator();
      while (true) {
        // The parser counts the lines that it has read; a row starts on the next one.
        long line = parser.getCurrentLineNumber() + 1;
        try {
          if (!records.hasNext()) {
            break;
          }
        } catch (UncheckedIOException e) {
          throw new UserError(
              file + ":" + line + ": broken quotes, expected \"class\",\"title\",\"description\"",
              e);
        }
        CSVRecord cells = records.next();
        if (cells.size() == 1 && cells.get(0).isBlank()) {
          continue;
        }
        if (cells.size() != COLUMNS) {
          throw UserError.at(
              file,
              line,
              cells.size() + " columns, expected " + COLUMNS + ": class, title, description");
        }
        rows.add(new Row(line, cells));
      }
    }
    if (rows.isEmpty()) {
      throw new UserError(file + ": empty, expected rows of class, title, description");
    }
    return rows;
  }
}
