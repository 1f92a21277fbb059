package io.sequent.common.tune;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sequent.common.UserError;
import io.sequent.common.io.AtomicFile;
import io.sequent.common.io.JsonFile;
import io.sequent.common.io.JsonNumbers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code search.json}: the proposals in order, which all processes that work on a search share, and
 * its results, which other searches of the space are compared with.
 *
 * @param schemaVersion {@link #SCHEMA_VERSION} of the writer
 * @param strategy its name, with its own parameters
 * @param key hash that comparable searches share
 * @param seed of the search
 * @param trials the budget in full trainings
 * @param proposals the trials
 * @param standing their results; null before the first is done
 */
record SearchFile(
    int schemaVersion,
    String strategy,
    String key,
    long seed,
    int trials,
    List<Proposal> proposals,
    @Nullable Standing standing) {
  static final int SCHEMA_VERSION = 1;
  static final String NAME = "search.json";

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .addModule(JsonNumbers.nanAsNull())
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  /**
   * How far a search is.
   *
   * @param over whether nothing is left to do
   * @param done trials that are done
   * @param failed those of them that failed
   * @param epochs spent, of one seed
   * @param seconds of training
   * @param best the best objective; NaN if there is none
   * @param label the best trial
   * @param bestSoFar the points where the best objective improved
   */
  record Standing(
      boolean over,
      long done,
      long failed,
      long epochs,
      double seconds,
      double best,
      String label,
      List<BestSoFar.Point> bestSoFar) {
    /** Accepts null for the points, which an older version did not write. */
    Standing {
      bestSoFar = bestSoFar == null ? List.of() : bestSoFar;
      require(bestSoFar.stream().allMatch(Objects::nonNull), "bestSoFar", "points");
      require(label != null, "label", "a text");
      bestSoFar = List.copyOf(bestSoFar);
    }

    static Standing of(SearchResults results, boolean over) {
      Optional<TrialResult> best = results.best();
      Search search = results.search();
      return new Standing(
          over,
          results.done(),
          results.failed(),
          results.epochs(),
          results.seconds(),
          best.map(TrialResult::objective).orElse(Double.NaN),
          best.map(result -> search.label(result.trial().proposal())).orElse(""),
          BestSoFar.of(results.trials()).points());
    }
  }

  SearchFile {
    require(strategy != null, "strategy", "its name");
    require(key != null, "key", "a hash");
    require(trials > 0, "trials", "1 or more");
    require(
        proposals != null && proposals.stream().allMatch(Objects::nonNull), "proposals", "a list");
    proposals = List.copyOf(proposals);
  }

  private static void require(boolean right, String name, String expected) {
    if (!right) {
      throw new IllegalArgumentException("'" + name + "': expected " + expected);
    }
  }

  /** Whether nothing is left to do. */
  boolean isOver() {
    return standing != null && standing.over();
  }

  /** With one more trial. */
  SearchFile plus(Proposal proposal) {
    List<Proposal> more = new ArrayList<>(proposals);
    more.add(proposal);
    return new SearchFile(schemaVersion, strategy, key, seed, trials, more, standing);
  }

  /** With the results of the trials. */
  SearchFile with(Standing now) {
    return new SearchFile(schemaVersion, strategy, key, seed, trials, proposals, now);
  }

  /** With another budget. */
  SearchFile withTrials(int budget) {
    return new SearchFile(schemaVersion, strategy, key, seed, budget, proposals, standing);
  }

  void write(Path folder) throws IOException {
    AtomicFile.write(folder.resolve(NAME), JSON.writeValueAsString(this) + "\n");
  }

  /**
   * Reads a search.
   *
   * @return empty if none was begun
   * @throws UserError if the file is of an unknown version
   */
  static Optional<SearchFile> read(Path folder) throws IOException {
    Path file = folder.resolve(NAME);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    SearchFile search = JsonFile.read(file, JSON, new TypeReference<>() {}, "a search");
    if (search.schemaVersion != SCHEMA_VERSION) {
      throw new UserError(
          file + ": schema version " + search.schemaVersion + ", expected " + SCHEMA_VERSION);
    }
    return Optional.of(search);
  }
}
