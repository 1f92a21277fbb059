package io.sequent.common.tune;

import io.sequent.common.io.Claim;
import io.sequent.common.ledger.LedgerEntry;
import io.sequent.common.run.RunRecord;
import io.sequent.common.study.run.RecordedRuns;
import io.sequent.common.study.run.Workers;
import io.sequent.common.train.TrainingListener;
import io.sequent.common.train.display.ProgressDisplay;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
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

  private final Strategy strategy;
  private final TrialRuns runs;
  private final SearchFolder folder;
  private final int parallel;
  private final PrintStream notes;
  private final SearchProgress progress;

  private final Set<Integer> told = new HashSet<>();
  private boolean waiting;

  private SearchRunner(Search search, TrialRuns runs, SearchFolder folder, SearchSetup setup) {
    this.strategy = search.strategy();
    this.runs = runs;
    this.folder = folder;
    this.parallel = setup.parallel();
    this.notes = setup.notes();
    this.progress = new SearchProgress(strategy, notes);
  }

  /**
   * Does what is left to do.
   *
   * @return what the search has come to
   * @throws io.sequent.common.UserError if the data are not there, the objective is none of the
   *     task's metrics, or the space none for the strategy
   */
  public static SearchReport run(Search search, SearchSetup setup) throws IOException {
    SearchFolder folder =
        SearchFolder.of(
            search,
            recorded(search, setup, setup.searches()).of(TrialRuns.base(search)).dataHash(),
            setup.searches());
    TrialRuns runs = new TrialRuns(search, recorded(search, setup, folder.path()));
    SearchRunner runner = new SearchRunner(search, runs, folder, setup);
    runs.requireObjective();
    return runner.run();
  }

  private static RecordedRuns recorded(Search search, SearchSetup setup, Path folder) {
    return new RecordedRuns(
        LedgerEntry.SEARCH + search.name(),
        search.task(),
        setup.data(),
        RunRecord.Scope.VALIDATION,
        setup.ledger(),
        setup.runs(),
        folder);
  }

  private SearchReport run() throws IOException {
    begin();
    Workers.run(parallel, Collections.nCopies(parallel, this::work));
    try (Claim turn = folder.turn()) {
      return folder.report(runs.results(folder.file().proposals()));
    }
  }

  private void begin() throws IOException {
    try (Claim turn = folder.turn()) {
      SearchFile file = folder.file().withTrials(folder.search().trials());
      SearchResults results = runs.results(file.proposals());
      results.told().stream().filter(t -> !t.isUnderWay()).forEach(t -> told.add(t.number()));
      progress.started(results, folder.path().getFileName().toString());
      saved(file, results);
    }
  }

  private void work() throws IOException {
    for (Optional<TrialRuns.Claimed> run = take(); run.isPresent(); run = take()) {
      runs.train(run.get(), parallel == 1 ? new ProgressDisplay(notes) : new TrainingListener() {});
    }
  }

  /** The next training for this thread; waits for others as long as it depends on them. */
  private Optional<TrialRuns.Claimed> take() throws IOException {
    while (true) {
      try (Claim turn = folder.turn()) {
        Optional<TrialRuns.Claimed> run = next();
        if (run.isPresent() || !waiting) {
          return run;
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

  private Optional<TrialRuns.Claimed> next() throws IOException {
    SearchFile file = folder.file();
    while (true) {
      SearchResults results = runs.results(file.proposals());
      file = tell(file, results);
      Optional<TrialRuns.Claimed> run = runs.claim(results, strategy);
      if (run.isPresent()) {
        return run;
      }
      Optional<Proposal> proposal = strategy.next(results.told());
      if (proposal.isEmpty()) {
        waiting = isUnderWay(results);
        return Optional.empty();
      }
      file = file.plus(proposal.get());
      file.write(folder.path());
    }
  }

  private static boolean isUnderWay(SearchResults results) {
    return results.told().stream().anyMatch(Trial::isUnderWay);
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
    boolean over = !isUnderWay(results) && strategy.next(results.told()).isEmpty();
    SearchFile now = file.with(SearchFile.Standing.of(results, over));
    now.write(folder.path());
    if (results.best().isPresent()) {
      folder.report(results).write();
    }
    for (Trial trial : results.told()) {
      if (!trial.isUnderWay() && !strategy.mayGoOn(trial, results.told())) {
        runs.release(trial);
      }
    }
    return now;
  }
}
