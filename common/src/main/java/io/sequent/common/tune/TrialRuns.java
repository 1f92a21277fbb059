package io.sequent.common.tune;

import io.sequent.common.UserError;
import io.sequent.common.config.CommonSettings;
import io.sequent.common.config.Config;
import io.sequent.common.io.Claim;
import io.sequent.common.ledger.LedgerEntry;
import io.sequent.common.run.RunFolder;
import io.sequent.common.study.Study.PlannedRun;
import io.sequent.common.study.engine.TrainingWatch;
import io.sequent.common.study.run.RecordedRuns;
import io.sequent.common.study.run.RecordedRuns.StudyRun;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The trainings of a search: those that the ledger has, and those left to do. */
final class TrialRuns {
  private final Search search;
  private final RecordedRuns recorded;

  /** Trials that are done, by number; their results do not change. */
  private final Map<Integer, TrialResult> done = new HashMap<>();

  /**
   * A training that a thread has claimed.
   *
   * @param shorter the run that it continues
   * @param continued whether a longer one may continue it
   */
  record Claimed(StudyRun run, Claim claim, Optional<RunFolder> shorter, boolean continued) {}

  TrialRuns(Search search, RecordedRuns recorded) {
    this.search = search;
    this.recorded = recorded;
  }

  /** The base settings as a run. */
  static PlannedRun base(Search search) {
    Config base = search.base();
    return new PlannedRun("base", "", base.get(CommonSettings.SEED), base);
  }

  /**
   * Checks the objective before anything is trained: with a misspelt one every trial would fail.
   *
   * @throws UserError if it is no metric of the task
   */
  void requireObjective() {
    try {
      search.task().description().metrics().named(search.space().objective());
    } catch (UserError e) {
      throw new UserError("objective: " + e.getMessage(), e);
    }
  }

  /** The results of trials, from the ledger. */
  SearchResults results(List<Proposal> proposals) throws IOException {
    List<TrialResult> results = new ArrayList<>();
    for (int i = 0; i < proposals.size(); i++) {
      TrialResult result = done.get(i + 1);
      if (result == null) {
        result = TrialResult.of(search, i + 1, proposals.get(i), entries(proposals.get(i)));
        if (!result.trial().isUnderWay()) {
          done.put(i + 1, result);
        }
      }
      results.add(result);
    }
    return new SearchResults(search, results);
  }

  private List<LedgerEntry> entries(Proposal proposal) throws IOException {
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
    return entries;
  }

  /** Claims a training that is left to do; empty if others have claimed all of them. */
  Optional<Claimed> claim(SearchResults results, Strategy strategy) throws IOException {
    for (TrialResult result : results.trials()) {
      Optional<Claimed> claimed =
          result.trial().isUnderWay() ? claim(result.trial(), results, strategy) : Optional.empty();
      if (claimed.isPresent()) {
        return claimed;
      }
    }
    return Optional.empty();
  }

  private Optional<Claimed> claim(Trial trial, SearchResults results, Strategy strategy)
      throws IOException {
    for (PlannedRun planned : search.runs(trial.proposal())) {
      StudyRun run = recorded.of(planned);
      if (recorded.find(run).isPresent()) {
        continue;
      }
      Optional<Claim> claim = recorded.claim(run);
      if (claim.isPresent() && recorded.find(run).isPresent()) {
        claim.get().close(); // Another process has recorded it in between.
      } else if (claim.isPresent()) {
        boolean continued = strategy.mayContinue(trial, results.asTrials());
        return Optional.of(new Claimed(run, claim.get(), shorter(run, trial, results), continued));
      }
    }
    return Optional.empty();
  }

  /** The longest run of the same values that a training can continue. */
  private Optional<RunFolder> shorter(StudyRun run, Trial trial, SearchResults results)
      throws IOException {
    List<StudyRun> same = new ArrayList<>();
    for (Trial other : results.asTrials()) {
      if (other.proposal().values().equals(trial.proposal().values())) {
        for (PlannedRun planned : search.runs(other.proposal())) {
          same.add(recorded.of(planned));
        }
      }
    }
    return recorded.shorter(run, same);
  }

  /** Trains a claimed run, records it and releases the claim. */
  void train(Claimed claimed, TrainingWatch watch) throws IOException {
    try {
      recorded.train(claimed.run(), claimed.shorter(), claimed.continued(), watch);
    } finally {
      claimed.claim().close();
    }
  }

  /** Removes the checkpoints of a trial that no other continues. */
  void release(Trial trial) throws IOException {
    for (PlannedRun run : search.runs(trial.proposal())) {
      recorded.of(run).folder().deleteState();
    }
  }
}
