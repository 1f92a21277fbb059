package io.sequent.common.classify;

import io.sequent.common.data.DataFiles;
import io.sequent.common.data.DataSource;
import io.sequent.common.io.TextFile;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Texts in files, those of each class in a folder with its name. */
final class ClassFolders {
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
  static boolean areDivided(Path folder, String train, String test) throws IOException {
    return !in(folder.resolve(train)).files().isEmpty()
        && !in(folder.resolve(test)).files().isEmpty();
  }

  /** Whether there are texts in folders. */
  static boolean areIn(Path folder) throws IOException {
    for (Path part : DataSource.matching(folder, "*")) {
      if (Files.isDirectory(part) && !in(part).files().isEmpty()) {
        return true;
      }
    }
    return !in(folder).files().isEmpty();
  }

  /** One text, of the class that its folder names. */
  static LabelledRows read(Path file, Charset encoding) throws IOException {
    String text = TextFile.read(file, encoding).strip();
    LabelledRow row = new LabelledRow(file, 1, name(file.toAbsolutePath().getParent()), text);
    return new LabelledRows(List.of(row), TextForm.FOLDERS, List.of());
  }

  private static String name(Path folder) {
    String name = String.valueOf(folder.getFileName());
    // As a folder in a jar is named.
    return name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
  }
}
