package io.sequent.common.tune;

import io.sequent.common.UserError;
import io.sequent.common.config.CommonSettings;
import io.sequent.common.config.Config;
import io.sequent.common.config.Setting;
import io.sequent.common.data.DataLocation;
import io.sequent.common.io.Claim;
import io.sequent.common.ledger.Ledger;
import io.sequent.common.ledger.LedgerEntry;
import io.sequent.common.run.RunFolder;
import io.sequent.common.study.EpochChains;
import io.sequent.common.study.PlannedRun;
import io.sequent.common.study.RecordedRuns;
import io.sequent.common.study.StudyRun;
import io.sequent.common.study.Workers;
import io.sequent.common.train.ProgressDisplay;
import io.sequent.common.train.TrainingListener;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Trains the trials of a search that are not in the ledger yet, and adds a line for each run. It
 * can be killed at any moment and goes on to the same end, for what comes next follows from the
 * trials that were proposed, which {@code search.json} keeps, and what the ledger tells of them.
 * Any number of threads and processes may work on one search: they take turns to propose, and each
 * run is done by one of them.
 */
public final class SearchRunner {
  private static final int MILLIS_BETWEEN_LOOKS = 200;

  private final Search search;
  private final Strategy strategy;
  private final RecordedRuns recorded;
  private final String key;
  private final Path folder;
  private final int parallel;
  private final PrintStream notes;
  private final SearchProgress progress;

  /** What is known of trials that are done. */
  private final Map<Integer, TrialResult> done = new HashMap<>();

  private final Set<Integer> told = new HashSet<>();
  private boolean waiting;

  /** A training that this thread has to itself. */
  private record Piece(StudyRun run, Claim claim, Optional<RunFolder> shorter, boolean keep) {}

  private SearchRunner(
      Search search,
      RecordedRuns recorded,
      String key,
      Path folder,
      int parallel,
      PrintStream out) {
    this.search = search;
    this.strategy = search.strategy();
    this.recorded = recorded;
    this.key = key;
    this.folder = folder;
    this.parallel = parallel;
    this.notes = out;
    this.progress = new SearchProgress(strategy, out);
  }

  /**
   * Does what is left to do.
   *
   * @param data what every trial learns from
   * @param runs the folder of all runs; those of the search and its report lie in {@code
   *     tune/<search>} below it
   * @param parallel trainings at the same time, at least 1
   * @param notes gets the progress
   * @return what the search has come to
   * @throws UserError if the data are not there, the objective is none of the task's metrics, or
   *     the space none for the strategy
   */
  public static SearchReport run(
      Search search, DataLocation data, Ledger ledger, Path runs, int parallel, PrintStream notes)
      throws IOException {
    Config base = search.base();
    PlannedRun plain = new PlannedRun("base", "", base.get(CommonSettings.SEED), base);
    String dataHash =
        new RecordedRuns(search.name(), search.task(), data, ledger, runs, runs)
            .of(plain)
            .dataHash();
    Path folder = runs.resolve("tune").resolve(search.folderName(dataHash));
    RecordedRuns recorded =
        new RecordedRuns("tune-" + search.name(), search.task(), data, ledger, runs, folder);
    SearchRunner runner =
        new SearchRunner(search, recorded, search.key(dataHash), folder, parallel, notes);
    runner.requireObjective(plain);
    return runner.run();
  }

  /** A misspelt metric would let every trial fail. */
  private void requireObjective(PlannedRun plain) throws IOException {
    Set<String> known = recorded.metrics(plain);
    if (!known.contains(search.space().objective())) {
      throw new UserError(
          "objective: " + Config.unknown("metric", search.space().objective(), known));
    }
  }

  private SearchReport run() throws IOException {
    begin();
    Workers.run(parallel, Collections.nCopies(parallel, this::work));
    try (Claim turn = turn()) {
      return report(results(file()));
    }
  }

  private void begin() throws IOException {
    try (Claim turn = turn()) {
      SearchFile file = file().withTrials(search.trials());
      SearchResults results = results(file);
      results.told().stream().filter(t -> !t.isUnderWay()).forEach(t -> told.add(t.number()));
      progress.started(results, folder.getFileName().toString());
      saved(file, results);
    }
  }

  private Claim turn() throws IOException {
    return Claim.await(folder.resolve(".locks").resolve("search"));
  }

  private SearchFile file() throws IOException {
    return SearchFile.read(folder)
        .orElseGet(
            () ->
                new SearchFile(
                    SearchFile.SCHEMA_VERSION,
                    Setting.label(search.kind()),
                    key,
                    search.trials(),
                    List.of(),
                    null));
  }

  private void work() throws IOException {
    for (Optional<Piece> piece = take(); piece.isPresent(); piece = take()) {
      train(piece.get());
    }
  }

  private void train(Piece piece) throws IOException {
    try (Claim claim = piece.claim()) {
      TrainingListener display =
          parallel == 1 ? new ProgressDisplay(notes) : new TrainingListener() {};
      recorded.train(piece.run(), piece.shorter(), piece.keep(), display);
    }
  }

  /** The next training for this thread; waits for others as long as it depends on them. */
  private Optional<Piece> take() throws IOException {
    while (true) {
      try (Claim turn = turn()) {
        Optional<Piece> piece = next();
        if (piece.isPresent() || !waiting) {
          return piece;
        }
      }
      try {
        Thread.sleep(MILLIS_BETWEEN_LOOKS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("the search was interrupted", e);
      }
    }
  }

  private Optional<Piece> next() throws IOException {
    SearchFile file = file();
    while (true) {
      SearchResults results = results(file);
      file = tell(file, results);
      for (TrialResult result : results.trials()) {
        Optional<Piece> piece = claim(result, results);
        if (piece.isPresent()) {
          return piece;
        }
      }
      Optional<Proposal> proposal = strategy.next(results.told());
      if (proposal.isEmpty()) {
        waiting = results.told().stream().anyMatch(Trial::isUnderWay);
        return Optional.empty();
      }
      file = file.plus(proposal.get());
      file.write(folder);
    }
  }

  /** What the ledger tells of the trials. */
  private SearchResults results(SearchFile file) throws IOException {
    List<TrialResult> results = new ArrayList<>();
    for (int i = 0; i < file.proposals().size(); i++) {
      TrialResult result = done.get(i + 1);
      if (result == null) {
        result = result(i + 1, file.proposals().get(i));
        if (!result.trial().isUnderWay()) {
          done.put(i + 1, result);
        }
      }
      results.add(result);
    }
    return new SearchResults(search, results);
  }

  private TrialResult result(int number, Proposal proposal) throws IOException {
    List<LedgerEntry> entries = new ArrayList<>();
    for (PlannedRun planned : search.runs(proposal)) {
      StudyRun run = recorded.of(planned);
      Optional<LedgerEntry> entry = recorded.find(run);
      if (entry.isEmpty()) {
        Optional<RunFolder> finished = recorded.finishedIn(run);
        if (finished.isPresent()) {
          entry = Optional.of(recorded.record(run, finished.get()));
        }
      }
      entry.ifPresent(entries::add);
    }
    return TrialResult.of(search, number, proposal, entries);
  }

  private Optional<Piece> claim(TrialResult result, SearchResults results) throws IOException {
    if (!result.trial().isUnderWay()) {
      return Optional.empty();
    }
    for (PlannedRun planned : search.runs(result.trial().proposal())) {
      StudyRun run = recorded.of(planned);
      if (recorded.find(run).isPresent()) {
        continue;
      }
      Optional<Claim> claim = recorded.claim(run);
      if (claim.isPresent() && recorded.find(run).isPresent()) {
        claim.get().close(); // It was recorded and left in between.
      } else if (claim.isPresent()) {
        boolean keep = strategy.mayGoOn(result.trial(), results.told());
        return Optional.of(new Piece(run, claim.get(), shorter(run, result, results), keep));
      }
    }
    return Optional.empty();
  }

  /** The longest run of the same values that a training can go on from. */
  private Optional<RunFolder> shorter(StudyRun run, TrialResult result, SearchResults results)
      throws IOException {
    List<StudyRun> same = new ArrayList<>();
    for (Trial other : results.told()) {
      if (other.proposal().values().equals(result.trial().proposal().values())) {
        for (PlannedRun planned : search.runs(other.proposal())) {
          same.add(recorded.of(planned));
        }
      }
    }
    return new EpochChains(same, search.task().name()).before(run);
  }

  /** Tells of the trials that are done since the last turn. */
  private SearchFile tell(SearchFile file, SearchResults results) throws IOException {
    boolean news = false;
    for (TrialResult result : results.trials()) {
      if (!result.trial().isUnderWay() && told.add(result.trial().number())) {
        progress.done(result, results);
        news = true;
      }
    }
    return news ? saved(file, results) : file;
  }

  private SearchFile saved(SearchFile file, SearchResults results) throws IOException {
    SearchFile now = file.with(SearchFile.Standing.of(results));
    now.write(folder);
    if (results.best().isPresent()) {
      report(results).write();
    }
    for (Trial trial : results.told()) {
      if (!trial.isUnderWay() && !strategy.mayGoOn(trial, results.told())) {
        for (PlannedRun run : search.runs(trial.proposal())) {
          recorded.of(run).folder().deleteCheckpoints();
        }
      }
    }
    return now;
  }

  private SearchReport report(SearchResults results) throws IOException {
    return new SearchReport(results, folder, StrategyTable.of(folder, key, search));
  }
}
