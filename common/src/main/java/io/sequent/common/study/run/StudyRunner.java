package io.sequent.common.study.run;

import io.sequent.common.UserError;
import io.sequent.common.data.DataLocation;
import io.sequent.common.io.Claim;
import io.sequent.common.ledger.Ledger;
import io.sequent.common.ledger.LedgerEntry;
import io.sequent.common.pretrained.PretrainedEncoder;
import io.sequent.common.run.RunFolder;
import io.sequent.common.study.Study;
import io.sequent.common.study.Study.PlannedRun;
import io.sequent.common.study.StudyRow;
import io.sequent.common.study.engine.TrainingEngine;
import io.sequent.common.study.engine.Workers;
import io.sequent.common.study.results.StudyReport;
import io.sequent.common.study.run.RecordedRuns.StudyRun;
import io.sequent.common.task.Task;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

/**
 * Trains the runs of a study that are not in the ledger yet, and adds a line for each. It can be
 * killed at any moment and resumes where it was. A run that fails is recorded with its reason, and
 * the others continue.
 */
final class StudyRunner {
  private final Study study;
  private final Task<?, ?> task;
  private final RecordedRuns recorded;
  private final TrainingEngine engine;
  private final Studies.Options options;
  private final PrintStream notes;
  private final RunCosts costs = new RunCosts();

  /** Runs that other commands are training; they are waited for at the end. */
  private final Queue<StudyRun> claimedByOthers = new ConcurrentLinkedQueue<>();

  /**
   * @param data what every run is trained on
   * @param engine trains them
   * @param notes gets the progress
   */
  StudyRunner(
      Study study,
      Task<?, ?> task,
      DataLocation data,
      TrainingEngine engine,
      Ledger ledger,
      Studies.Options options,
      PrintStream notes) {
    this.study = study;
    this.task = task;
    this.recorded =
        new RecordedRuns(
            RunPurpose.study(study.name()),
            task,
            data,
            engine,
            ledger,
            options.runs(),
            options.folder(study));
    this.engine = engine;
    this.options = options;
    this.notes = notes;
  }

  /**
   * Does what is left to do.
   *
   * @return the results of all runs that are recorded
   * @throws UserError if the data are not there
   */
  StudyReport run() throws IOException {
    Map<String, StudyRun> all = new LinkedHashMap<>();
    List<PlannedRun> planned = study.runs(task);
    for (PlannedRun run : planned) {
      StudyRun known = recorded.of(run);
      all.putIfAbsent(known.configHash(), known);
    }
    Map<String, String> missing = missing();
    Set<String> leftOut = new LinkedHashSet<>();
    List<StudyRun> left = new ArrayList<>();
    for (StudyRun run : List.copyOf(all.values())) {
      if (isRecorded(run)) {
        continue;
      }
      String row = run.planned().row();
      if (missing.containsKey(row)) {
        all.remove(run.configHash());
        leftOut.add(row);
      } else {
        left.add(run);
      }
    }
    for (String row : leftOut) {
      notes.println(row + ": left out, it needs " + missing.get(row) + ", which is not there");
    }
    if (options.cheapestFirst()) {
      left.sort(Comparator.comparingDouble(run -> costs.of(run.planned().config())));
    }
    requireMetrics();
    StudyProgress progress =
        new StudyProgress(
            study, all.size(), left.stream().map(StudyRun::planned).toList(), costs, notes);
    EpochChains chains = new EpochChains(all.values(), task.name());
    Queue<List<StudyRun>> toDo = new ConcurrentLinkedQueue<>(chains.of(left));
    if (!toDo.isEmpty()) {
      Workers.run(
          engine,
          () -> {
            for (List<StudyRun> chain = toDo.poll(); chain != null; chain = toDo.poll()) {
              perform(chain, chains, progress);
            }
          });
    }
    awaitOthers(chains, progress);
    progress.end();
    Map<PlannedRun, LedgerEntry> entries = new HashMap<>();
    for (PlannedRun run : planned) {
      StudyRun known = recorded.of(run);
      Optional<LedgerEntry> entry = recorded.find(known);
      entry.ifPresent(one -> entries.put(run, one));
      if (entry.filter(LedgerEntry::finished).isPresent()) {
        known.folder().deleteState(); // Left where a process was killed after the end of the run.
      }
    }
    return StudyReport.of(study, planned, run -> Optional.ofNullable(entries.get(run)));
  }

  /** What rows need that is not there, row to place. */
  private Map<String, String> missing() {
    return study.rows().stream()
        .filter(row -> !row.needs().isEmpty() && !PretrainedEncoder.isThere(row.needs()))
        .collect(Collectors.toMap(StudyRow::name, StudyRow::needs));
  }

  private boolean isRecorded(StudyRun run) throws IOException {
    Optional<LedgerEntry> entry = recorded.find(run);
    if (entry.filter(LedgerEntry::finished).isPresent()) {
      costs.add(run.planned().config(), entry.get().run());
      return true;
    }
    if (isDone(entry)) {
      return true;
    }
    Optional<RunFolder> folder = recorded.finishedIn(run);
    if (folder.isPresent()) {
      notes.println(run.planned().name() + ": found finished in " + folder.get().path());
      costs.add(run.planned().config(), recorded.record(run, folder.get()).run());
      return true;
    }
    return false;
  }

  private void perform(List<StudyRun> chain, EpochChains chains, StudyProgress progress)
      throws IOException {
    for (int i = 0; i < chain.size(); i++) {
      boolean isLast = i == chain.size() - 1;
      perform(chain.get(i), chains.before(chain.get(i)), !isLast, progress);
    }
    chains.release(chain.get(chain.size() - 1));
  }

  @SuppressWarnings("try") // Holding the claim is all that is wanted.
  private void perform(
      StudyRun run, Optional<RunFolder> shorter, boolean continued, StudyProgress progress)
      throws IOException {
    Optional<Claim> claimed = recorded.claim(run);
    if (claimed.isEmpty()) {
      progress.waitsFor(run.planned());
      claimedByOthers.add(run);
      return;
    }
    try (Claim claim = claimed.get()) {
      train(run, shorter, continued, progress);
    }
  }

  /** Waits for the runs of other commands, and trains those that they did not finish. */
  @SuppressWarnings("try")
  private void awaitOthers(EpochChains chains, StudyProgress progress) throws IOException {
    for (StudyRun run : claimedByOthers) {
      try (Claim claim = recorded.awaitClaim(run)) {
        train(run, chains.before(run), false, progress);
      }
    }
  }

  /** Trains a run that was claimed, unless another command has recorded it in the meantime. */
  private void train(
      StudyRun run, Optional<RunFolder> shorter, boolean continued, StudyProgress progress)
      throws IOException {
    if (isDone(recorded.find(run))) {
      progress.elsewhere(run.planned());
      return;
    }
    LedgerEntry entry = recorded.train(run, shorter, continued, progress.watch(run.planned()));
    if (entry.finished()) {
      progress.finished(run.planned(), entry);
    } else {
      progress.failed(run.planned(), entry.failure().orElse(""));
    }
  }

  /** Whether a run's entry counts, although it may be a failure. */
  private boolean isDone(Optional<LedgerEntry> entry) {
    return entry.filter(one -> one.finished() || !options.retryFailed()).isPresent();
  }

  /**
   * Looks for the study's metrics before anything is trained or recorded: with a misspelt one every
   * run would fail.
   *
   * @throws UserError for a metric that the task does not have
   */
  private void requireMetrics() {
    for (String metric : study.metrics()) {
      try {
        task.description().metrics().named(metric);
      } catch (UserError e) {
        throw new UserError("study " + study.id() + ": " + e.getMessage(), e);
      }
    }
  }
}
