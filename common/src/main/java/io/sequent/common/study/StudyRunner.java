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

  /** File systems take some 255 bytes. */
  private static final int LONGEST_NAME = 80;

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

  /** A run with what it is known by. */
  private record Identified(PlannedRun run, String configHash, Provenance provenance) {
    String dataHash() {
      return provenance.dataHash();
    }
  }

  /**
   * Does what is left to do.
   *
   * @return what the study has come to
   * @throws UserError if the data are not there
   */
  public StudyReport run() throws IOException {
    Map<String, Identified> all = new LinkedHashMap<>();
    List<PlannedRun> planned = study.runs(task);
    for (PlannedRun run : planned) {
      String hash = run.config().hash(task.name());
      all.putIfAbsent(hash, new Identified(run, hash, provenance(run)));
    }
    FinishedRuns finished = new FinishedRuns(options.runs(), task);
    List<Identified> left = new ArrayList<>();
    for (Identified run : all.values()) {
      if (!isRecorded(run, finished)) {
        left.add(run);
      }
    }
    if (options.cheapestFirst()) {
      left.sort(Comparator.comparingDouble(run -> RunCost.of(run.run().config())));
    }
    requireMetrics(left);
    StudyProgress progress =
        new StudyProgress(
            study, all.size(), left.stream().map(Identified::run).toList(), options, notes);
    if (options.parallel() == 1) {
      for (Identified run : left) {
        perform(run, progress);
      }
    } else {
      performTogether(left, progress);
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

  private boolean isRecorded(Identified run, FinishedRuns finished) throws IOException {
    Optional<LedgerEntry> entry = ledger.find(run.configHash(), run.dataHash());
    if (entry.isPresent() && (entry.get().finished() || !options.retryFailed())) {
      return true;
    }
    Optional<RunFolder> folder = finished.find(run.configHash(), run.dataHash());
    if (folder.isPresent()) {
      notes.println(run.run().name() + ": found finished in " + folder.get().path());
      record(run, folder.get());
      return true;
    }
    return false;
  }

  private void performTogether(List<Identified> runs, StudyProgress progress) throws IOException {
    ExecutorService workers = Executors.newFixedThreadPool(options.parallel());
    try {
      List<Future<?>> futures = new ArrayList<>();
      for (Identified run : runs) {
        futures.add(
            workers.submit(
                () -> {
                  NativeThreads.arrange(options.parallel());
                  perform(run, progress);
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

  private void perform(Identified run, StudyProgress progress) throws IOException {
    RunFolder folder = new RunFolder(options.folder(study).resolve(folderName(run)));
    // Lock files stay: one that is deleted can be locked twice, before and after.
    Path lockFile = options.folder(study).resolve(".locks").resolve(folderName(run));
    Files.createDirectories(lockFile.resolveSibling(""));
    try (FileChannel channel =
            FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      if (lock == null) {
        progress.elsewhere(run.run());
        return;
      }
      if (ledger.find(run.configHash(), run.dataHash()).filter(LedgerEntry::finished).isPresent()) {
        progress.elsewhere(run.run()); // Another process was quicker.
        return;
      }
      train(run, folder, progress);
    }
  }

  private void train(Identified run, RunFolder folder, StudyProgress progress) throws IOException {
    TrainingListener display = progress.started(run.run());
    try {
      training.train(run.run(), folder, display);
    } catch (UserError e) {
      fail(run, String.valueOf(e.getMessage()), progress);
      return;
    } catch (RuntimeException | LinkageError | OutOfMemoryError e) {
      log.error("{} failed", run.run().name(), e);
      fail(run, e.toString().lines().findFirst().orElse(""), progress);
      return;
    }
    progress.finished(run.run(), record(run, folder));
  }

  /**
   * Looks for the study's metrics before anything is trained or recorded: a misspelt one would let
   * every run fail.
   *
   * @throws UserError for a metric that the task's evaluation does not have
   */
  private void requireMetrics(List<Identified> runs) throws IOException {
    for (Identified run : runs) {
      Set<String> known;
      try {
        known = training.metrics(run.run());
      } catch (UserError e) {
        log.info("{} tells no metrics", run.run().name(), e); // It will fail as a row of its own.
        continue;
      }
      for (String metric : study.metrics()) {
        if (!known.contains(metric)) {
          throw new UserError(
              "study " + study.name() + ": " + Config.unknown("metric", metric, known));
        }
      }
      return;
    }
  }

  private LedgerEntry record(Identified run, RunFolder folder) throws IOException {
    LedgerEntry entry = RunRecord.finished(study, run.run(), folder, run.configHash());
    ledger.append(entry);
    return entry;
  }

  /** Where the machine keeps its runs is nobody's business but its own. */
  private void fail(Identified run, String told, StudyProgress progress) throws IOException {
    String reason = told.replace(options.runs() + File.separator, "");
    ledger.append(
        RunRecord.failed(
            study,
            run.run(),
            run.configHash(),
            run.provenance(),
            data.kind() == DataLocation.Kind.SAMPLE,
            reason));
    progress.failed(run.run(), reason);
  }

  /** A name for people, and the hashes for those that would be called the same. */
  private static String folderName(Identified run) {
    String name = run.run().name().replaceAll("[^\\p{L}\\p{N}.=+-]+", "-");
    String hash = run.configHash().substring(0, 8) + run.dataHash().substring(0, 4);
    return name.substring(0, Math.min(LONGEST_NAME, name.length())) + "-" + hash;
  }
}
