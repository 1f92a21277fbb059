package io.sequent.common.study.run;

import io.sequent.common.config.Config;
import io.sequent.common.data.DataLocation;
import io.sequent.common.io.Claim;
import io.sequent.common.ledger.Ledger;
import io.sequent.common.ledger.LedgerEntry;
import io.sequent.common.run.Provenance;
import io.sequent.common.run.RunFolder;
import io.sequent.common.run.RunRecord;
import io.sequent.common.study.Study.PlannedRun;
import io.sequent.common.study.engine.TrainingEngine;
import io.sequent.common.study.engine.TrainingOrder;
import io.sequent.common.study.engine.TrainingOutcome;
import io.sequent.common.study.engine.TrainingWatch;
import io.sequent.common.task.Task;
import io.sequent.common.train.TrainingSettings;
import io.sequent.common.train.history.History.EpochRecord;
import io.sequent.common.train.history.HistoryCsv;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Trains runs of one task on one data set and records each in the ledger, where it is looked up
 * first by its settings and its data, whatever it was trained for. A run that was under way when
 * its process was killed resumes from its last complete epoch; one that was finished but not
 * recorded is recorded. A run that fails is recorded with its reason.
 */
public final class RecordedRuns {
  private final RunPurpose purpose;
  private final Task<?, ?> task;
  private final DataLocation data;
  private final TrainingEngine engine;
  private final Ledger ledger;
  private final Path runs;
  private final Path folder;

  /** One provenance for each set of files: computing the checksums for each run would take long. */
  private final Map<List<Path>, Provenance> provenances = new HashMap<>();

  private @Nullable FinishedRuns finished;

  /**
   * @param data what every run is trained on
   * @param engine trains them
   * @param runs where finished runs are looked for
   * @param folder where run folders are made, below {@code runs}
   */
  public RecordedRuns(
      RunPurpose purpose,
      Task<?, ?> task,
      DataLocation data,
      TrainingEngine engine,
      Ledger ledger,
      Path runs,
      Path folder) {
    this.purpose = purpose;
    this.task = task;
    this.data = data;
    this.engine = engine;
    this.ledger = ledger;
    this.runs = runs;
    this.folder = folder;
  }

  /** A planned run with what identifies it. */
  public synchronized StudyRun of(PlannedRun run) throws IOException {
    List<Path> files = task.data().files(data.path(), run.config());
    Provenance provenance = provenances.get(files);
    if (provenance == null) {
      provenance = Provenance.of(files);
      provenances.put(files, provenance);
    }
    return StudyRun.in(folder, run, run.config().hash(task.name()), provenance);
  }

  /** The ledger's entry of a run. */
  public Optional<LedgerEntry> find(StudyRun run) throws IOException {
    return ledger.find(run.configHash(), run.dataHash(), purpose.scope());
  }

  /** The folder of a run that was finished before these were looked for, recorded or not. */
  public synchronized Optional<RunFolder> finishedIn(StudyRun run) throws IOException {
    if (finished == null) {
      finished = new FinishedRuns(runs, task, purpose.scope());
    }
    return finished.find(run.configHash(), run.dataHash());
  }

  /** The longest shorter run among some that the training of a run can resume from. */
  public Optional<RunFolder> shorter(StudyRun run, List<StudyRun> among) {
    return new EpochChains(among, task.name()).before(run);
  }

  /**
   * Takes a run for this thread; nothing if another thread or process has it, for whatever study,
   * comparison or search.
   */
  public Optional<Claim> claim(StudyRun run) throws IOException {
    return ledger.claim(run.configHash(), run.dataHash());
  }

  /** Waits until nobody has a run any more, and takes it for this thread. */
  public Claim awaitClaim(StudyRun run) throws IOException {
    return ledger.awaitClaim(run.configHash(), run.dataHash());
  }

  /**
   * Trains a run, which was claimed, and records it.
   *
   * @param shorter a run with fewer epochs that has kept its checkpoint, and no other difference
   * @param continued whether a longer run may resume from this one
   * @param watch is told how far it is
   * @return what was recorded, a failure too
   * @throws io.sequent.common.UserError if the engine cannot train it
   */
  public LedgerEntry train(
      StudyRun run, Optional<RunFolder> shorter, boolean continued, TrainingWatch watch)
      throws IOException {
    TrainingOutcome outcome =
        engine.train(
            new TrainingOrder(
                task,
                run.planned(),
                data,
                run.provenance(),
                purpose.scope(),
                run.folder(),
                shorter,
                continued,
                purpose.models()),
            watch);
    LedgerEntry entry =
        outcome instanceof TrainingOutcome.Failed failed
            ? fail(run, failed)
            : record(run, run.folder());
    if (!purpose.models()) {
      run.folder().deleteModel();
    }
    return entry;
  }

  /** Records a finished run. */
  public LedgerEntry record(StudyRun run, RunFolder where) throws IOException {
    RunRecord finished = RunRecord.read(where.result());
    return append(
        run, Optional.empty(), finished, HistoryCsv.read(where.history()), where.readTestScores());
  }

  /** The reason is recorded without the folder of the runs, which differs between machines. */
  private LedgerEntry fail(StudyRun run, TrainingOutcome.Failed failure) throws IOException {
    Config config = run.planned().config();
    RunRecord failed =
        new RunRecord(
            task.name(),
            run.planned().seed(),
            data.kind() == DataLocation.Kind.SAMPLE,
            config.asText(),
            failure.provenance(),
            Map.of(),
            RunRecord.Training.unfinished(config.get(TrainingSettings.METRIC)),
            RunRecord.Times.UNKNOWN,
            Map.of());
    String reason = failure.reason().replace(runs + File.separator, "");
    String where = failure.node().isEmpty() ? "" : " (on " + failure.node() + ")";
    return append(run, Optional.of(reason + where), failed, List.of(), Map.of());
  }

  private LedgerEntry append(
      StudyRun run,
      Optional<String> failure,
      RunRecord record,
      List<EpochRecord> history,
      Map<String, String> scores)
      throws IOException {
    LedgerEntry entry =
        new LedgerEntry(
            purpose.study(),
            run.planned().row(),
            Optional.of(Instant.now().truncatedTo(ChronoUnit.SECONDS).toString()),
            run.configHash(),
            record.provenance().dataHash(),
            failure,
            record,
            history,
            scores);
    ledger.append(entry);
    return entry;
  }

  /**
   * A planned run with what identifies it and where it is trained.
   *
   * @param planned the run
   * @param configHash of all its settings
   * @param provenance identifies its data
   * @param folder its run folder, which need not exist
   */
  public record StudyRun(
      PlannedRun planned, String configHash, Provenance provenance, RunFolder folder) {
    /** File systems allow some 255 bytes. */
    private static final int MAX_NAME_LENGTH = 80;

    /**
     * Gives the run a folder.
     *
     * @param parent the folder of the study's runs
     */
    static StudyRun in(Path parent, PlannedRun planned, String configHash, Provenance provenance) {
      // A name for people, and hashes to distinguish runs with the same name.
      String name = planned.name().replaceAll("[^\\p{L}\\p{N}.=+-]+", "-");
      String hashes = configHash.substring(0, 8) + provenance.dataHash().substring(0, 4);
      String folder = name.substring(0, Math.min(MAX_NAME_LENGTH, name.length())) + "-" + hashes;
      return new StudyRun(planned, configHash, provenance, new RunFolder(parent.resolve(folder)));
    }

    /** Identifies its data. */
    public String dataHash() {
      return provenance.dataHash();
    }
  }
}
