package io.sequent.tasks.stocks;

import io.sequent.common.UserError;
import io.sequent.common.data.DataFiles;
import io.sequent.common.io.TextFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The files of prices in a folder: {@code .csv} or {@code .tsv}, or where there are none {@code
 * .txt}, each perhaps packed by gzip.
 *
 * @param files by name
 * @param notes what was left out, a line each
 */
record PriceFiles(List<Path> files, List<String> notes) {
  private static final String PATTERN = "*.{csv,CSV,tsv,TSV,txt,TXT}*";
  private static final String CSV = ".csv";
  private static final String TSV = ".tsv";
  private static final String TEXT = ".txt";
  private static final List<String> ENDINGS = List.of(CSV, TSV, TEXT);

  PriceFiles {
    files = List.copyOf(files);
    notes = List.copyOf(notes);
  }

  static PriceFiles in(Path folder) throws IOException {
    DataFiles found = DataFiles.in(folder, PATTERN);
    List<Path> tables = with(found.files(), List.of(CSV, TSV));
    List<Path> texts = with(found.files(), List.of(TEXT));
    List<String> notes = new ArrayList<>(found.notes());
    if (tables.isEmpty()) {
      return new PriceFiles(texts, notes);
    }
    texts.forEach(file -> notes.add("left out: " + file + ", a text beside tables"));
    return new PriceFiles(tables, notes);
  }

  private static List<Path> with(List<Path> files, List<String> endings) {
    return files.stream().filter(file -> endings.contains(ending(file))).toList();
  }

  /**
   * The file of a series; one that is not there if none is.
   *
   * @param folder where to look
   * @throws UserError if there are two
   */
  Path of(String series, Path folder) {
    List<Path> named = files.stream().filter(file -> series(file).equals(series)).toList();
    if (named.size() > 1) {
      throw new UserError(
          "%s and %s are both of the series %s, expected one file"
              .formatted(named.get(0), named.get(1), series));
    }
    return named.isEmpty() ? folder.resolve(series + CSV) : named.get(0);
  }

  /** The name of a file without its endings. */
  static String series(Path file) {
    String name = unpacked(file);
    return name.substring(0, name.length() - ending(file).length());
  }

  /** The ending of a file of prices in lower case, that of gzip aside; empty for other files. */
  private static String ending(Path file) {
    String name = unpacked(file).toLowerCase(Locale.ROOT);
    return ENDINGS.stream().filter(name::endsWith).findFirst().orElse("");
  }

  private static String unpacked(Path file) {
    return TextFile.plainName(String.valueOf(file.getFileName()));
  }
}
