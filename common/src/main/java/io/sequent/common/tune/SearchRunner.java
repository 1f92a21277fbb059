package io.sequent.common.tune;

import io.sequent.common.study.engine.TrainingEngine;
import io.sequent.common.study.engine.Workers;
import io.sequent.common.study.run.RecordedRuns;
import io.sequent.common.study.run.RunPurpose;
import io.sequent.common.tune.Tuning.SearchSetup;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Trains the trials of a search that are not in the ledger yet, and adds a line for each run. It
 * can be killed at any moment and resumes to the same end, for what comes next follows from the
 * proposed trials, which {@code search.json} keeps, and their results in the ledger. Any number of
 * threads and processes may work on one search: they take turns to propose, and each run is done by
 * one of them.
 */
final class SearchRunner {
  private static final int MILLIS_BETWEEN_TURNS = 200;

  private final Strategy strategy;
  private final TrialRuns runs;
  private final SearchFolder folder;
  private final TrainingEngine engine;
  private final SearchProgress progress;

  private final Set<Integer> reported = new HashSet<>();

  private SearchRunner(Search search, TrialRuns runs, SearchFolder folder, SearchSetup setup) {
    this.strategy = search.strategy();
    this.runs = runs;
    this.folder = folder;
    this.engine = setup.engine();
    this.progress = new SearchProgress(strategy, setup.notes());
  }

  /**
   * Runs the trials that are left to do.
   *
   * @return the results so far
   * @throws io.sequent.common.UserError if the data are missing, the objective is no metric of the
   *     task, or the space does not suit the strategy
   */
  static SearchReport run(Search search, SearchSetup setup) throws IOException {
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
        RunPurpose.search(search.name()),
        search.task(),
        setup.data(),
        setup.engine(),
        setup.ledger(),
        setup.runs(),
        folder);
  }

  private SearchReport run() throws IOException {
    folder.inTurn(this::begin);
    Workers.run(engine, this::work);
    return folder.inTurn(() -> folder.report(runs.results(folder.file().proposals())));
  }

  private SearchFile begin() throws IOException {
    SearchFile file = folder.file().withTrials(folder.search().trials());
    SearchResults results = runs.results(file.proposals());
    results.asTrials().stream().filter(t -> !t.isUnderWay()).forEach(t -> reported.add(t.number()));
    progress.started(results, folder.path().getFileName().toString());
    return saved(file, results);
  }

  private void work() throws IOException {
    for (Optional<TrialRuns.Claimed> run = take(); run.isPresent(); run = take()) {
      runs.train(run.get(), progress.watch(run.get().run().planned()));
    }
  }

  /** The next training for this thread; waits for others while it depends on them. */
  private Optional<TrialRuns.Claimed> take() throws IOException {
    while (true) {
      Turn turn = folder.inTurn(this::next);
      if (turn.run().isPresent() || !turn.mustWait()) {
        return turn.run();
      }
      try {
        Thread.sleep(MILLIS_BETWEEN_TURNS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("the search was interrupted", e);
      }
    }
  }

  /**
   * What a turn came to.
   *
   * @param run the training to do
   * @param mustWait whether there is none because later trials depend on those under way
   */
  private record Turn(Optional<TrialRuns.Claimed> run, boolean mustWait) {}

  private Turn next() throws IOException {
    SearchFile file = folder.file();
    while (true) {
      SearchResults results = runs.results(file.proposals());
      file = report(file, results);
      Optional<TrialRuns.Claimed> run = runs.claim(results, strategy);
      if (run.isPresent()) {
        return new Turn(run, false);
      }
      Optional<Proposal> proposal = strategy.next(results.asTrials());
      if (proposal.isEmpty()) {
        return new Turn(Optional.empty(), isUnderWay(results));
      }
      file = file.plus(proposal.get());
      file.write(folder.path());
    }
  }

  private static boolean isUnderWay(SearchResults results) {
    return results.asTrials().stream().anyMatch(Trial::isUnderWay);
  }

  /** Reports the trials that are done since the last turn. */
  private SearchFile report(SearchFile file, SearchResults results) throws IOException {
    boolean news = false;
    for (TrialResult result : results.trials()) {
      if (!result.trial().isUnderWay() && reported.add(result.trial().number())) {
        progress.done(result, results);
        news = true;
      }
    }
    return news ? saved(file, results) : file;
  }

  private SearchFile saved(SearchFile file, SearchResults results) throws IOException {
    boolean over = !isUnderWay(results) && strategy.next(results.asTrials()).isEmpty();
    SearchFile now = file.with(SearchFile.Standing.of(results, over));
    now.write(folder.path());
    if (results.best().isPresent()) {
      folder.report(results).write();
    }
    for (Trial trial : results.asTrials()) {
      if (!trial.isUnderWay() && !strategy.mayContinue(trial, results.asTrials())) {
        runs.release(trial);
      }
    }
    return now;
  }
}
