package io.sequent.common.classify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The files of a set of labelled texts, and what is in them.
 *
 * @param train name or glob pattern of the training files; those in another form may have another
 *     ending
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
   * The format of a user's own texts: one file, a folder with one, or one that is divided.
   *
   * @param form that the user insists on
   */
  static TextFormat own(Path data, TextColumns columns, TextForm form) throws IOException {
    return isDivided(data, form) ? divided(columns, List.of()) : whole(ANY, columns, List.of());
  }

  /** This one, or its columns and classes in a folder that is divided in place of its own file. */
  TextFormat in(Path data, TextForm form) throws IOException {
    boolean own = !test.isEmpty() || !Files.isDirectory(data) || TextFiles.areIn(data, train, form);
    return own || !isDivided(data, form) ? this : divided(columns, classes);
  }

  private static boolean isDivided(Path data, TextForm form) throws IOException {
    return !Files.isDirectory(data)
        || (TextFiles.areIn(data, ANY_TRAIN, form) && TextFiles.areIn(data, ANY_TEST, form));
  }

  /** Names and patterns of what a folder must hold to count as such a set. */
  public List<String> patterns() {
    return test.isEmpty() ? List.of(train) : List.of(train, test);
  }

  /** Where the names of the classes may stand. */
  static Path folder(Path data) {
    Path parent = data.getParent();
    return Files.isDirectory(data) || parent == null ? data : parent;
  }
}
