package io.sequent.common.data;

import io.sequent.common.io.TextFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The data files of a folder, without what programs leave beside them: backups, hidden files,
 * locks, and the packed twin of a file that is there unpacked.
 *
 * @param files by name
 * @param notes what was left out and why, a line each; may be empty
 */
public record DataFiles(List<Path> files, List<String> notes) {
  private static final List<String> LEFT_BEHIND =
      List.of("~", ".bak", ".old", ".orig", ".tmp", ".swp", ".part", ".crdownload");

  public DataFiles {
    files = List.copyOf(files);
    notes = List.copyOf(notes);
  }

  /**
   * The data files that match a name or glob pattern.
   *
   * @param folder none are found if it is no folder
   */
  public static DataFiles in(Path folder, String pattern) throws IOException {
    List<Path> all = DataSource.matching(folder, pattern);
    Set<Path> present = new HashSet<>(all);
    List<Path> files = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    for (Path file : all) {
      String name = String.valueOf(file.getFileName());
      Path unpacked = file.resolveSibling(TextFile.plainName(name));
      if (isLeftBehind(name)) {
        notes.add("left out: " + file + ", a backup or hidden file");
      } else if (TextFile.isPacked(name) && present.contains(unpacked)) {
        notes.add("left out: " + file + ", beside the unpacked " + unpacked.getFileName());
      } else {
        files.add(file);
      }
    }
    return new DataFiles(files, notes);
  }

  private static boolean isLeftBehind(String name) {
    String lower = TextFile.plainName(name.toLowerCase(Locale.ROOT));
    return name.startsWith(".")
        || name.startsWith("~")
        || LEFT_BEHIND.stream().anyMatch(lower::endsWith);
  }
}
