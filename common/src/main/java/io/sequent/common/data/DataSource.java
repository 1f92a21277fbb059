package io.sequent.common.data;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a task's data are and how they are fetched.
 *
 * @param folder the folder below a data root, such as {@code ag_news}
 * @param files names or glob patterns, such as {@code train*.csv}, each of which a file in the
 *     folder must match for the set to count as present
 * @param fetcher fetches the set from its publisher
 */
public record DataSource(String folder, List<String> files, Fetcher fetcher) {
  public DataSource {
    files = List.copyOf(files);
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
