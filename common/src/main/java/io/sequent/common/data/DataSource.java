package io.sequent.common.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Where a task's data lie and how they are fetched.
 *
 * @param folder the folder below a data root, such as {@code ag_news}
 * @param files the files that must be in it for the set to count as present
 * @param fetcher fetches the set from its publisher
 */
public record DataSource(String folder, List<String> files, Fetcher fetcher) {
  /** Fetches a data set into a folder. */
  @FunctionalInterface
  public interface Fetcher {
    /**
     * @param downloads fetches single files, checked and resumable
     * @param folder an existing folder that receives the files of the set
     */
    void fetch(Downloads downloads, Path folder) throws IOException;
  }
}
