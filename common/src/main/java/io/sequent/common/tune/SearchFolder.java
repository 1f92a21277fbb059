package io.sequent.common.tune;

import io.sequent.common.io.Claim;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The folder of a search, which all threads and processes that work on it share.
 *
 * @param path the folder
 * @param search the search
 * @param key hash that comparable searches share
 */
record SearchFolder(Path path, Search search, String key) {
  static SearchFolder of(Search search, String dataHash, Path searches) {
    return new SearchFolder(
        searches.resolve(search.folderName(dataHash)), search, search.key(dataHash));
  }

  /** Work on the trials that requires exclusive access. */
  @FunctionalInterface
  interface Work<T> {
    T run() throws IOException;
  }

  /** Waits for the turn to read the trials, to propose and to write, and does the work. */
  <T> T inTurn(Work<T> work) throws IOException {
    Claim turn = Claim.await(path.resolve(".locks").resolve("search"));
    try {
      return work.run();
    } finally {
      turn.close();
    }
  }

  /** The proposals so far. */
  SearchFile file() throws IOException {
    return SearchFile.read(path)
        .orElseGet(
            () ->
                new SearchFile(
                    SearchFile.SCHEMA_VERSION,
                    StrategyComparison.label(search),
                    key,
                    search.seed(),
                    search.trials(),
                    List.of(),
                    null));
  }

  SearchReport report(SearchResults results) throws IOException {
    return new SearchReport(
        results, path, StrategyComparison.of(path.resolveSibling(""), key, search));
  }
}
