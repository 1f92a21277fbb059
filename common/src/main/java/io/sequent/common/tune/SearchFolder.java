package io.sequent.common.tune;

import io.sequent.common.io.Claim;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The folder of a search, in which all who work on it meet.
 *
 * @param path the folder
 * @param search what is searched
 * @param key what searches share that can be compared
 */
record SearchFolder(Path path, Search search, String key) {
  static SearchFolder of(Search search, String dataHash, Path searches) {
    return new SearchFolder(
        searches.resolve(search.folderName(dataHash)), search, search.key(dataHash));
  }

  /** Waits for the turn to look at the trials, to propose and to write. */
  Claim turn() throws IOException {
    return Claim.await(path.resolve(".locks").resolve("search"));
  }

  /** What was proposed so far. */
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
