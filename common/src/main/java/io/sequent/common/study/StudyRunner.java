package io.sequent.common.study;

import io.sequent.common.UserError;
import io.sequent.common.config.Config;
import io.sequent.common.data.DataLocation;
import io.sequent.common.ledger.Ledger;
import io.sequent.common.ledger.LedgerEntry;
import io.sequent.common.network.NativeThreads;
import io.sequent.common.run.Provenance;
import io.sequent.common.run.RunFolder;
import io.sequent.common.task.Task;
import io.sequent.common.train.TrainingListener;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs of a study what is not in the ledger yet, and adds a line for each. It can be killed at any
 * moment: a run that was under way goes on from its last whole epoch, one that was finished but not
 * recorded is recorded. A run that fails is recorded with its reason, and the others go on.
 */
public final class StudyRunner {
  private static final Logger log = LoggerFactory.getLogger(StudyRunner.class);

  private final Study study;
  private final Task<?, ?> task;
  private final DataLocation data;
  private final RunTraining<?, ?> training;
  private final Ledger ledger;
  private final RunnerOptions options;
  private final PrintStream notes;

  /** One provenance for each set of files: summing them up for each run would take long. */
  private final Map<List<Path>, Provenance> provenances = new HashMap<>();

  /**
   * @param data what every run learns from
   * @param notes gets the progress
   */
  public StudyRunner(
      Study study,
      Task<?, ?> task,
      DataLocation data,
      Ledger ledger,
      RunnerOptions options,
      PrintStream notes) {
    this.study = study;
    this.task = task;
    this.data = data;
    this.training = new RunTraining<>(task, data);
    this.ledger = ledger;
    this.options = options;
    this.notes = notes;
  }

  /**
   * Does what is left to do.
   *
   * @return what the study has come to
   * @throws UserError if the data are not there
   */
  public StudyReport run() throws IOException {
    Map<String, StudyRun> all = new LinkedHashMap<>();
    List<PlannedRun> planned = study.runs(task);
    for (PlannedRun run : planned) {
      String hash = run.config().hash(task.name());
      all.putIfAbsent(hash, StudyRun.in(options.folder(study), run, hash, provenance(run)));
    }
    FinishedRuns finished = new FinishedRuns(options.runs(), task);
    List<StudyRun> left = new ArrayList<>();
    for (StudyRun run : all.values()) {
      if (!isRecorded(run, finished)) {
        left.add(run);
      }
    }
    if (options.cheapestFirst()) {
      left.sort(Comparator.comparingDouble(run -> RunCost.of(run.planned().config())));
    }
    requireMetrics(left);
    StudyProgress progress =
        new StudyProgress(
            study, all.size(), left.stream().map(StudyRun::planned).toList(), options, notes);
    EpochChains chains = new EpochChains(all.values(), task.name());
    if (options.parallel() == 1) {
      for (List<StudyRun> chain : chains.of(left)) {
        perform(chain, chains, progress);
      }
    } else {
      performTogether(chains, chains.of(left), progress);
    }
    progress.end();
    Map<PlannedRun, LedgerEntry> entries = new HashMap<>();
    for (PlannedRun run : planned) {
      String hash = run.config().hash(task.name());
      ledger.find(hash, provenance(run).dataHash()).ifPresent(entry -> entries.put(run, entry));
    }
    return new StudyReport(
        StudyResults.of(study, planned, run -> Optional.ofNullable(entries.get(run))));
  }

  private Provenance provenance(PlannedRun run) throws IOException {
    List<Path> files = task.files(data.path(), run.config());
    Provenance known = provenances.get(files);
    if (known == null) {
      known = Provenance.of(files);
      provenances.put(files, known);
    }
    return known;
  }

  private boolean isRecorded(StudyRun run, FinishedRuns finished) throws IOException {
    Optional<LedgerEntry> entry = ledger.find(run.configHash(), run.dataHash());
    if (entry.isPresent() && (entry.get().finished() || !options.retryFailed())) {
      return true;
    }
    Optional<RunFolder> folder = finished.find(run.configHash(), run.dataHash());
    if (folder.isPresent()) {
      notes.println(run.planned().name() + ": found finished in " + folder.get().path());
      record(run, folder.get());
      return true;
    }
    return false;
  }

  private void performTogether(
      EpochChains chains, List<List<StudyRun>> separate, StudyProgress progress)
      throws IOException {
    ExecutorService workers = Executors.newFixedThreadPool(options.parallel());
    try {
      List<Future<?>> futures = new ArrayList<>();
      for (List<StudyRun> chain : separate) {
        futures.add(
            workers.submit(
                () -> {
                  NativeThreads.arrange(options.parallel());
                  perform(chain, chains, progress);
                  return null;
                }));
      }
      for (Future<?> future : futures) {
        future.get();
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UserError mistake) {
        throw mistake;
      }
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("the study was interrupted", e);
    } finally {
      workers.shutdownNow();
    }
  }

  private void perform(List<StudyRun> chain, EpochChains chains, StudyProgress progress)
      throws IOException {
    for (int i = 0; i < chain.size(); i++) {
      boolean isLast = i == chain.size() - 1;
      perform(chain.get(i), chains.before(chain.get(i)), !isLast, progress);
    }
    chains.release(chain.get(chain.size() - 1));
  }

  private void perform(
      StudyRun run, Optional<RunFolder> shorter, boolean keep, StudyProgress progress)
      throws IOException {
    // Lock files stay: one that is deleted can be locked twice, before and after.
    Path lockFile =
        options.folder(study).resolve(".locks").resolve(run.folder().path().getFileName());
    Files.createDirectories(lockFile.resolveSibling(""));
    try (FileChannel channel =
            FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      if (lock == null) {
        progress.elsewhere(run.planned());
        return;
      }
      if (ledger.find(run.configHash(), run.dataHash()).filter(LedgerEntry::finished).isPresent()) {
        progress.elsewhere(run.planned()); // Another process was quicker.
        return;
      }
      train(run, shorter, keep, progress);
    }
  }

  private void train(
      StudyRun run, Optional<RunFolder> shorter, boolean keep, StudyProgress progress)
      throws IOException {
    TrainingListener display = progress.started(run.planned());
    try {
      training.train(run.planned(), run.folder(), shorter, keep, display);
    } catch (UserError e) {
      fail(run, String.valueOf(e.getMessage()), progress);
      return;
    } catch (RuntimeException | LinkageError | OutOfMemoryError e) {
      log.error("{} failed", run.planned().name(), e);
      fail(run, e.toString().lines().findFirst().orElse(""), progress);
      return;
    }
    progress.finished(run.planned(), record(run, run.folder()));
  }

  /**
   * Looks for the study's metrics before anything is trained or recorded: a misspelt one would let
   * every run fail.
   *
   * @throws UserError for a metric that the task's evaluation does not have
   */
  private void requireMetrics(List<StudyRun> runs) throws IOException {
    for (StudyRun run : runs) {
      Set<String> known;
      try {
        known = training.metrics(run.planned());
      } catch (UserError e) {
        log.info(
            "{} tells no metrics", run.planned().name(), e); // It will fail as a row of its own.
        continue;
      }
      for (String metric : study.metrics()) {
        if (!known.contains(metric)) {
          throw new UserError(
              "study " + study.id() + ": " + Config.unknown("metric", metric, known));
        }
      }
      return;
    }
  }

  private LedgerEntry record(StudyRun run, RunFolder folder) throws IOException {
    LedgerEntry entry = RunRecord.finished(study, run.planned(), folder, run.configHash());
    ledger.append(entry);
    return entry;
  }

  /** Where the machine keeps its runs is nobody's business but its own. */
  private void fail(StudyRun run, String told, StudyProgress progress) throws IOException {
    String reason = told.replace(options.runs() + File.separator, "");
    ledger.append(
        RunRecord.failed(
            study,
            run.planned(),
            run.configHash(),
            run.provenance(),
            data.kind() == DataLocation.Kind.SAMPLE,
            reason));
    progress.failed(run.planned(), reason);
  }
}
