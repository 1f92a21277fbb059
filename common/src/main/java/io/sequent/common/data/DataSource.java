package io.sequent.common.data;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Where a task's data are and how they are fetched.
 *
 * @param folder the folder below a data root, such as {@code ag_news}
 * @param files names or glob patterns, such as {@code train*.csv}, each of which a file in the
 *     folder must match for the set to count as present
 * @param fetcher fetches the set from its publisher
 * @param title what the set is called, such as {@code AG News}; empty if it has no name
 * @param licence the licence of the set, as its publisher names it; empty if it is not known
 */
public record DataSource(
    String folder, List<String> files, Fetcher fetcher, String title, String licence) {
  public DataSource {
    files = List.copyOf(files);
  }

  /** A set without name and licence. */
  public DataSource(String folder, List<String> files, Fetcher fetcher) {
    this(folder, files, fetcher, "", "");
  }

  /** The same with a name and a licence. */
  public DataSource published(String newTitle, String newLicence) {
    return new DataSource(folder, files, fetcher, newTitle, newLicence);
  }

  /** Fetches a data set into a folder. */
  @FunctionalInterface
  public interface Fetcher {
    /**
     * Fetches the set.
     *
     * @param downloads fetches single files, checked and resumable
     * @param folder an existing folder that receives the files of the set
     */
    void fetch(Downloads downloads, Path folder) throws IOException;
  }

  /** The patterns that no file in a folder matches; empty if the set is there. */
  public List<String> missingIn(Path folder) throws IOException {
    List<String> missing = new ArrayList<>();
    for (String pattern : files) {
      if (matching(folder, pattern).isEmpty()) {
        missing.add(pattern);
      }
    }
    return missing;
  }

  /**
   * Whether files are those of this set, by their names and where they lie.
   *
   * @param place the folder of the files, or one of them
   * @param names of the files
   */
  public boolean covers(Path place, Collection<String> names) {
    Path parent = place.toAbsolutePath().normalize().getParent();
    boolean isThere = place.endsWith(folder) || (parent != null && parent.endsWith(folder));
    return isThere
        && files.stream()
            .map(pattern -> FileSystems.getDefault().getPathMatcher("glob:" + pattern))
            .allMatch(pattern -> names.stream().anyMatch(name -> pattern.matches(Path.of(name))));
  }

  /** The files of a folder that match a name or glob pattern, by name; none if it is no folder. */
  public static List<Path> matching(Path folder, String pattern) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder, pattern)) {
      stream.forEach(found::add);
    }
    found.sort(null);
    return found;
  }
}
