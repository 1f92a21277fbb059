package io.sequent.common.classify;

import io.sequent.common.UserError;
import io.sequent.common.data.DataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The files of a set of labelled texts, and what is in them.
 *
 * @param train name or glob pattern of the training files
 * @param test the same of the test files; empty if a share of the training files is the test set
 * @param columns of all of them
 * @param classes the names of the classes where no {@link ClassLabels#FILE} has them; empty if
 *     labels are their own names
 */
public record TextFormat(String train, String test, TextColumns columns, List<String> classes) {
  private static final String ANY_TRAIN = "train*.csv*";
  private static final String ANY_TEST = "test*.csv*";
  private static final String ANY = "*.csv*";

  public TextFormat {
    classes = List.copyOf(classes);
  }

  /** A folder with {@code train*.csv} and {@code test*.csv}, packed by gzip or not. */
  public static TextFormat divided(TextColumns columns, List<String> classes) {
    return new TextFormat(ANY_TRAIN, ANY_TEST, columns, classes);
  }

  /** One file, of which a share is for testing. */
  public static TextFormat whole(String file, TextColumns columns, List<String> classes) {
    return new TextFormat(file, "", columns, classes);
  }

  /**
   * The format of a user's own texts with columns of these names: one file, a folder with one, or
   * one that is divided.
   */
  static TextFormat own(Path data, TextColumns columns) throws IOException {
    boolean divided =
        !Files.isDirectory(data)
            || (!DataSource.matching(data, ANY_TRAIN).isEmpty()
                && !DataSource.matching(data, ANY_TEST).isEmpty());
    return divided ? divided(columns, List.of()) : whole(ANY, columns, List.of());
  }

  /** Names and patterns of what a folder must hold to count as such a set. */
  public List<String> patterns() {
    return test.isEmpty() ? List.of(train) : List.of(train, test);
  }

  /**
   * The training files.
   *
   * @param data a folder, or a single file, which is taken as it is
   * @throws UserError if the folder has none
   */
  List<Path> trainFiles(Path data) throws IOException {
    return Files.isDirectory(data) ? files(data, train) : List.of(data);
  }

  /** The files to test on; none if a share of the others is tested on. */
  List<Path> testFiles(Path data) throws IOException {
    return Files.isDirectory(data) && !test.isEmpty() ? files(data, test) : List.of();
  }

  /** Where the names of the classes may stand. */
  static Path folder(Path data) {
    Path parent = data.getParent();
    return Files.isDirectory(data) || parent == null ? data : parent;
  }

  private List<Path> files(Path data, String pattern) throws IOException {
    List<Path> files = DataSource.matching(data, pattern);
    if (files.isEmpty()) {
      throw new UserError(
          data
              + ": no "
              + pattern
              + ", expected a folder with "
              + String.join(" and ", patterns()));
    }
    return files;
  }
}
