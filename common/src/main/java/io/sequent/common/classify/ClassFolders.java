package io.sequent.common.classify;

import static java.util.Objects.requireNonNull;

import io.sequent.common.data.DataFiles;
import io.sequent.common.io.TextFile;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Texts in files, those of each class in a folder with its name. */
final class ClassFolders {
  static final String TRAIN = "train";
  static final String TEST = "test";

  /** Texts without a class in the archive of IMDb's reviews. */
  private static final String UNLABELLED = "unsup";

  private ClassFolders() {}

  /** The texts below a folder, by class and name, with what was left out. */
  static DataFiles in(Path folder) throws IOException {
    List<Path> files = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    for (Path part : DataFiles.in(folder, "*").files()) {
      if (!Files.isDirectory(part)) {
        continue;
      }
      if (name(part).equals(UNLABELLED)) {
        notes.add("left out: " + part + ", texts without a class");
        continue;
      }
      DataFiles found = DataFiles.in(part, "*");
      files.addAll(found.files().stream().filter(Files::isRegularFile).toList());
      notes.addAll(found.notes());
    }
    return new DataFiles(files, notes);
  }

  /** Whether a folder has folders for the parts, each with folders for the classes. */
  static boolean areDivided(Path folder) throws IOException {
    return !in(folder.resolve(TRAIN)).files().isEmpty()
        && !in(folder.resolve(TEST)).files().isEmpty();
  }

  /** Whether there are two folders or more, perhaps for the parts, with nothing but texts. */
  static boolean areIn(Path folder) throws IOException {
    boolean divided = areDivided(folder);
    DataFiles files = in(divided ? folder.resolve(TRAIN) : folder);
    return files.files().stream().map(Path::getParent).distinct().count() > 1
        && files.files().stream().allMatch(ClassFolders::isText);
  }

  /** Whether a name has the ending of a text, or none. */
  private static boolean isText(Path file) {
    String name = TextFile.plainName(String.valueOf(file.getFileName()));
    return name.toLowerCase(Locale.ROOT).endsWith(".txt") || name.indexOf('.') < 0;
  }

  /** One text, of the class that its folder names. */
  static LabelledRows read(Path file, Charset encoding) throws IOException {
    String text = TextFile.read(file, encoding).strip();
    LabelledRow row =
        new LabelledRow(file, 1, name(requireNonNull(file.toAbsolutePath().getParent())), text);
    return new LabelledRows(List.of(row), TextForm.FOLDERS, List.of());
  }

  private static String name(Path folder) {
    String name = String.valueOf(folder.getFileName());
    // As a folder in a jar is named.
    return name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
  }
}
