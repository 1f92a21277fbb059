package io.sequent.common.classify;

import io.sequent.common.UserError;
import io.sequent.common.data.DataFiles;
import io.sequent.common.io.TextFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The files of a set of labelled texts.
 *
 * @param train those to train on
 * @param test those to test on; none if a share of the others is tested on
 * @param inFolders whether each is one text, of the class that its folder names
 * @param notes what was left out and why, a line each; may be empty
 */
record TextFiles(List<Path> train, List<Path> test, boolean inFolders, List<String> notes) {
  /** The ending in a pattern, which stands for that of any form. */
  private static final String ANY_ENDING = ".csv";

  /**
   * The endings of data files, also before {@code .gz}. The files of one part have the same, the
   * first of these that there is: others tell the same again or something else. The last ones are
   * not read, but refused by what they are.
   */
  private static final List<String> ENDINGS =
      List.of(
          ".csv",
          ".tsv",
          ".tab",
          ".jsonl",
          ".ndjson",
          ".json",
          ".txt",
          ".parquet",
          ".xlsx",
          ".xls");

  private static final String PLAIN = ".txt";

  TextFiles {
    train = List.copyOf(train);
    test = List.copyOf(test);
    notes = List.copyOf(notes);
  }

  /**
   * Looks for the files.
   *
   * @param data a folder, or a single file, which is taken as it is
   * @param format what files the set has
   * @param form that the user insists on
   * @throws UserError if a part has no files
   */
  static TextFiles in(Path data, TextFormat format, TextForm form) throws IOException {
    if (!Files.isDirectory(data)) {
      if (form == TextForm.FOLDERS) {
        throw new UserError(data + ": is a file, expected a folder with one for each class");
      }
      return new TextFiles(List.of(data), List.of(), false, List.of());
    }
    if (form != TextForm.FOLDERS) {
      DataFiles train = matching(data, format.train(), form);
      DataFiles test = format.test().isEmpty() ? train : matching(data, format.test(), form);
      if (!train.files().isEmpty() && !test.files().isEmpty()) {
        boolean whole = format.test().isEmpty();
        return new TextFiles(
            train.files(), whole ? List.of() : test.files(), false, notes(train, test));
      }
    }
    if (form == TextForm.FOLDERS || (form == TextForm.AUTO && ClassFolders.areIn(data))) {
      return folders(data);
    }
    throw new UserError(
        "%s: no %s, expected a folder with %s"
            .formatted(
                data,
                matching(data, format.train(), form).files().isEmpty()
                    ? format.train()
                    : format.test(),
                String.join(" and ", format.patterns())));
  }

  private static TextFiles folders(Path data) throws IOException {
    boolean divided = ClassFolders.areDivided(data);
    DataFiles train = ClassFolders.in(divided ? data.resolve(ClassFolders.TRAIN) : data);
    DataFiles test =
        divided
            ? ClassFolders.in(data.resolve(ClassFolders.TEST))
            : new DataFiles(List.of(), List.of());
    if (train.files().isEmpty()) {
      throw new UserError(
          data
              + ": no folders with texts, expected one for each class, perhaps below train and test");
    }
    return new TextFiles(train.files(), test.files(), true, notes(train, test));
  }

  private static List<String> notes(DataFiles train, DataFiles test) {
    return Stream.of(train, test).map(DataFiles::notes).flatMap(List::stream).distinct().toList();
  }

  /** Whether a folder has files that match a pattern, in any form. */
  static boolean areIn(Path folder, String pattern, TextForm form) throws IOException {
    return !matching(folder, pattern, form).files().isEmpty();
  }

  /** All that are read, training first. */
  List<Path> all() {
    return Stream.of(train, test).flatMap(List::stream).toList();
  }

  /** The files that match a pattern, of the first ending that some have. */
  private static DataFiles matching(Path folder, String pattern, TextForm form) throws IOException {
    String stem = pattern.substring(0, pattern.indexOf(ANY_ENDING));
    DataFiles found = DataFiles.in(folder, stem + ".*");
    List<Path> files = new ArrayList<>();
    List<String> notes = new ArrayList<>(found.notes());
    for (String ending : ENDINGS) {
      for (Path file : found.files()) {
        if (!isData(file, ending, form)) {
          continue;
        }
        if (files.isEmpty() || hasEnding(files.get(0), ending)) {
          files.add(file);
        } else {
          notes.add("left out: " + file + ", beside " + files.get(0).getFileName());
        }
      }
    }
    return new DataFiles(files, notes);
  }

  private static boolean isData(Path file, String ending, TextForm form) throws IOException {
    if (!hasEnding(file, ending) || Files.isDirectory(file)) {
      return false;
    }
    // Anything may stand in such a file, a list of classes or a licence.
    return !ending.equals(PLAIN)
        || (form != TextForm.AUTO && !file.endsWith(ClassLabels.FILE))
        || FastText.isIn(file);
  }

  private static boolean hasEnding(Path file, String ending) {
    return TextFile.plainName(file.toString()).toLowerCase(Locale.ROOT).endsWith(ending);
  }
}
