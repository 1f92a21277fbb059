package io.sequent.common.experiment;

import io.sequent.common.UserError;
import io.sequent.common.config.Config;
import io.sequent.common.data.Batches;
import io.sequent.common.data.DataLocation;
import io.sequent.common.data.Splits;
import io.sequent.common.evaluation.Evaluation;
import io.sequent.common.io.Claim;
import io.sequent.common.network.engine.NativeMemory;
import io.sequent.common.run.Provenance;
import io.sequent.common.run.RunFolder;
import io.sequent.common.run.RunLogs;
import io.sequent.common.run.RunRecord;
import io.sequent.common.task.Model;
import io.sequent.common.task.Preparation;
import io.sequent.common.task.Task;
import io.sequent.common.task.TaskSettings;
import io.sequent.common.track.TrackedRun;
import io.sequent.common.track.TrackedTraining;
import io.sequent.common.track.Tracker;
import io.sequent.common.train.TrainingListener;
import io.sequent.common.train.display.GradientFlow;
import java.io.Closeable;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One training from its settings to its result, in a run folder: {@linkplain ModelTraining trains},
 * {@linkplain RunEvaluation evaluates}, {@linkplain RunRecording records} and {@linkplain RunWriter
 * writes}. The model is saved before it is evaluated, so nothing that fails after the training
 * loses it. The test set is evaluated once, at the end, if at all.
 *
 * @param <E> one example
 * @param <P> what is fitted on the training data
 */
public final class Experiment<E, P extends Preparation> {
  private static final Logger log = LoggerFactory.getLogger(Experiment.class);

  private final Task<E, P> task;
  private final Config config;
  private final DataLocation data;
  private final TrainingListener display;
  private final PrintStream notes;
  private final ExperimentOptions options;

  /**
   * @param display watches the training
   * @param notes gets lines about data and network
   */
  public Experiment(
      Task<E, P> task,
      Config config,
      DataLocation data,
      TrainingListener display,
      PrintStream notes) {
    this(task, config, data, display, notes, ExperimentOptions.USUAL);
  }

  private Experiment(
      Task<E, P> task,
      Config config,
      DataLocation data,
      TrainingListener display,
      PrintStream notes,
      ExperimentOptions options) {
    this.task = task;
    this.config = config;
    this.data = data;
    this.display = display;
    this.notes = notes;
    this.options = options;
  }

  private Experiment<E, P> with(ExperimentOptions newOptions) {
    return new Experiment<>(task, config, data, display, notes, newOptions);
  }

  /** The same, keeping the state after the last epoch for a longer training to resume from. */
  public Experiment<E, P> keepingCheckpoint() {
    return with(options.keepingCheckpoint());
  }

  /** The same, resuming also where the data have changed, which the record says then. */
  public Experiment<E, P> acceptingChangedData() {
    return with(options.acceptingChangedData());
  }

  /** The same, evaluated on other splits; by default on the test set too. */
  public Experiment<E, P> within(RunRecord.Scope scope) {
    return with(options.within(scope));
  }

  /** The same, told to some trackers; by default to none. No record names them. */
  public Experiment<E, P> trackedBy(List<Tracker> trackers) {
    return with(options.trackedBy(trackers));
  }

  /**
   * Trains from the start.
   *
   * @param folder new or empty; made once data and settings have proved to be right
   * @throws UserError for bad data or settings, or a training that diverges
   */
  public Outcome start(RunFolder folder) throws IOException {
    return start(folder, null);
  }

  /**
   * Resumes where a shorter training ended, with the same result as from the start.
   *
   * @param folder new or empty; made once data and settings have proved to be right
   * @param shorter a finished run that has {@linkplain #keepingCheckpoint kept its checkpoint},
   *     with the same data and settings but for fewer epochs, and a learning rate that does not
   *     {@link io.sequent.common.train.schedule.ScheduleSettings#looksAhead look ahead}
   * @throws UserError for bad data or settings, or a training that diverges
   */
  public Outcome extend(RunFolder shorter, RunFolder folder) throws IOException {
    return start(folder, shorter);
  }

  private Outcome start(RunFolder folder, @Nullable RunFolder shorter) throws IOException {
    Stopwatch watch = new Stopwatch();
    Provenance provenance = provenance();
    Splits<E> splits = read();
    P preparation = task.prepare(splits.train(), config);
    TrainingStart<E, P> start = untrained(preparation, splits);
    // Better found before the first epoch than after it.
    TaskSettings.metric(task, config);
    TaskSettings.scheduleMetric(task, config);

    return alone(
        folder.create(),
        folder,
        () -> {
          preparation.save(folder.path());
          folder.writeDataHash(provenance.dataHash());
          if (shorter != null) {
            folder.copyState(shorter);
          }
          // A folder with settings can be resumed, so they are written after everything else.
          SavedRun.write(folder, task, DataChoice.remember(data), config);
          return run(folder, start, provenance, watch.seconds());
        });
  }

  /**
   * Resumes a training that was killed, from its last complete epoch.
   *
   * @param folder made by {@link #start} with the same settings and data
   * @throws UserError if the run is finished already, or the data have changed and that is not
   *     {@linkplain #acceptingChangedData accepted}
   */
  public Outcome resume(RunFolder folder) throws IOException {
    if (Files.exists(folder.result()) && !options.keepsCheckpoint()) {
      folder.deleteState(); // Left where the training was killed after its result.
    }
    requireUnfinished(folder);
    return alone(folder.claim(), folder, () -> resumeClaimed(folder));
  }

  private Outcome resumeClaimed(RunFolder folder) throws IOException {
    Stopwatch watch = new Stopwatch();
    requireUnfinished(folder); // Another process may have finished it just before.
    String hashBefore = folder.readDataHash();
    Provenance provenance = provenance();
    boolean hasChanged = !hashBefore.isEmpty() && !hashBefore.equals(provenance.dataHash());
    if (hasChanged && !options.acceptsChangedData()) {
      throw new UserError(
          ("resume: %s has changed since the training in %s began, expected the same data;"
                  + " accept-changed-data resumes all the same")
              .formatted(data.path(), folder.path()));
    }
    Splits<E> splits = read();
    P preparation = task.restore(folder.path(), config);
    return run(
        folder,
        untrained(preparation, splits),
        hasChanged ? provenance.changedFrom(hashBefore) : provenance,
        watch.seconds());
  }

  private static void requireUnfinished(RunFolder folder) {
    if (Files.exists(folder.result())) {
      throw new UserError("resume: the run in " + folder.path() + " is finished already");
    }
  }

  @FunctionalInterface
  private interface Training {
    Outcome run() throws IOException;
  }

  /**
   * Trains while no other process may in that folder.
   *
   * @param claim on the folder; closed
   */
  private static Outcome alone(Claim claim, RunFolder folder, Training training)
      throws IOException {
    Outcome outcome;
    try (claim) {
      outcome = training.run();
    }
    folder.deleteLock();
    return outcome;
  }

  /** Of the data before they are read: files that change meanwhile are not those of the record. */
  private Provenance provenance() throws IOException {
    return Provenance.of(task.data().files(data.path(), config));
  }

  private Splits<E> read() throws IOException {
    Splits<E> splits = TrainingStart.read(task, config, data);
    splits.notes().forEach(notes::println);
    notes.printf(
        Locale.ROOT,
        "examples: %,d train, %,d validation, %,d test%n",
        splits.train().size(),
        splits.validation().size(),
        splits.test().size());
    task.data().view().notes(splits).forEach(notes::println);
    return splits;
  }

  private TrainingStart<E, P> untrained(P preparation, Splits<E> splits) throws IOException {
    preparation.notes().forEach(notes::println);
    TrainingStart<E, P> start = TrainingStart.of(task, config, splits, preparation);
    notes.printf(Locale.ROOT, "network: %,d parameters%n", start.model().network().numParams());
    return start;
  }

  private Outcome run(
      RunFolder folder, TrainingStart<E, P> start, Provenance provenance, double prepareSeconds)
      throws IOException {
    Closeable runLog = RunLogs.open(folder.log());
    GradientFlow gradients = new GradientFlow(start.model().network(), folder.gradients());
    try (TrackedTraining tracking =
        new TrackedTraining(
            options.trackers(), new TrackedRun(folder, task.name(), config, gradients::means))) {
      log.info("Task {} with {}", task.name(), config.asText());
      Splits<E> splits = start.splits();
      Batches<E> validation = start.model().batches(task, splits.validation());
      CompletedTraining<P> trained =
          new ModelTraining<>(task, folder, gradients, List.of(display, tracking))
              .train(start, validation);
      RunRecording recording = new RunRecording(task, data, splits, provenance, prepareSeconds);
      Outcome outcome =
          AfterTraining.take(
              () -> finish(folder, trained, splits, validation, recording), folder, notes);
      tracking.runRecorded(outcome.run());
      if (!options.keepsCheckpoint()) {
        folder.deleteCheckpoints();
      }
      return outcome;
    } catch (RuntimeException | IOException | Error e) {
      log.info("The run ended early", e); // Else its log would end without the reason.
      throw e;
    } finally {
      runLog.close();
      NativeMemory.trim();
    }
  }

  private Outcome finish(
      RunFolder folder,
      CompletedTraining<P> uncalibrated,
      Splits<E> splits,
      Batches<E> validation,
      RunRecording recording)
      throws IOException {
    Model<P> model = calibrated(folder, uncalibrated.model(), validation);
    CompletedTraining<P> trained = uncalibrated.calibrated(model);
    RunEvaluation evaluation = RunEvaluation.of(task, model, splits, validation, options.scope());
    RunRecord record = recording.of(trained, evaluation);
    new RunWriter(folder)
        .write(
            record,
            trained,
            evaluation,
            DataSection.of(task, splits, config, options.scope()),
            () -> ModelCard.of(task, data, record, model));
    return new Outcome(record, evaluation.leading());
  }

  private Model<P> calibrated(RunFolder folder, Model<P> model, Batches<E> validation)
      throws IOException {
    P calibrated = task.calibrate(model, validation);
    if (calibrated.equals(model.preparation())) {
      return model;
    }
    calibrated.save(folder.path());
    return new Model<>(model.network(), calibrated, config);
  }

  /**
   * The result of an experiment.
   *
   * @param run what is recorded in {@code result.json}
   * @param evaluation on the test set; on the validation set where the test set was {@linkplain
   *     Experiment#within left alone}
   */
  public record Outcome(RunRecord run, Evaluation evaluation) {}
}
