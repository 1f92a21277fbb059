package io.sequent.common.experiment;

import io.sequent.common.UserError;
import io.sequent.common.config.CommonSettings;
import io.sequent.common.config.Config;
import io.sequent.common.data.Batches;
import io.sequent.common.data.DataLocation;
import io.sequent.common.data.Splits;
import io.sequent.common.evaluation.Evaluation;
import io.sequent.common.inference.ModelEvaluation;
import io.sequent.common.inference.PredictionSpeed;
import io.sequent.common.network.build.OptimizerSettings;
import io.sequent.common.network.file.ModelFile;
import io.sequent.common.report.Picture;
import io.sequent.common.report.Pictures;
import io.sequent.common.run.OtherLoad;
import io.sequent.common.run.Provenance;
import io.sequent.common.run.RunFolder;
import io.sequent.common.run.RunLog;
import io.sequent.common.run.RunResult;
import io.sequent.common.run.TestScores;
import io.sequent.common.task.Ensemble;
import io.sequent.common.task.Model;
import io.sequent.common.task.Preparation;
import io.sequent.common.task.Task;
import io.sequent.common.task.TaskSettings;
import io.sequent.common.train.Trainer;
import io.sequent.common.train.TrainingListener;
import io.sequent.common.train.TrainingOptions;
import io.sequent.common.train.TrainingSettings;
import io.sequent.common.train.display.Curves;
import io.sequent.common.train.display.GradientFlow;
import io.sequent.common.train.history.EpochRecord;
import io.sequent.common.train.history.History;
import io.sequent.common.train.history.HistoryCsv;
import io.sequent.common.train.schedule.Schedule;
import io.sequent.common.train.schedule.ScheduleSettings;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One training from its settings to its result: data, preparation, network, epochs with
 * checkpoints, the verdict over validation and test set, all of it in a run folder. The test set is
 * looked at once, at the end, if at all.
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
  private final boolean keepsCheckpoint;
  private final boolean tests;

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
    this(task, config, data, display, notes, false, true);
  }

  private Experiment(
      Task<E, P> task,
      Config config,
      DataLocation data,
      TrainingListener display,
      PrintStream notes,
      boolean keepsCheckpoint,
      boolean tests) {
    this.task = task;
    this.config = config;
    this.data = data;
    this.display = display;
    this.notes = notes;
    this.keepsCheckpoint = keepsCheckpoint;
    this.tests = tests;
  }

  /** The same, leaving the state after the last epoch for a longer training to go on from. */
  public Experiment<E, P> keepingCheckpoint() {
    return new Experiment<>(task, config, data, display, notes, true, tests);
  }

  /**
   * The same with nothing evaluated but the validation set: for one of many trainings, of which the
   * best is to be tested by a training of its own.
   */
  public Experiment<E, P> untested() {
    return new Experiment<>(task, config, data, display, notes, keepsCheckpoint, false);
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
   * Trains on from where a shorter training ended, to the same result as from the start.
   *
   * @param folder new or empty; made once data and settings have proved to be right
   * @param shorter a finished run that has {@linkplain #keepingCheckpoint kept its checkpoint},
   *     with the same data and settings but for fewer epochs, and a learning rate that does not
   *     {@link ScheduleSettings#looksAhead look ahead}
   * @throws UserError for bad data or settings, or a training that diverges
   */
  public Outcome extend(RunFolder shorter, RunFolder folder) throws IOException {
    return start(folder, shorter);
  }

  private Outcome start(RunFolder folder, @Nullable RunFolder shorter) throws IOException {
    long begin = System.nanoTime();
    Splits<E> splits = read();
    P preparation = task.prepare(splits.train(), config);
    Model<P> model = untrained(preparation);
    requireMetrics();

    folder.create();
    preparation.save(folder.path());
    if (shorter != null) {
      folder.copyState(shorter);
    }
    // What has settings can be resumed, so they come after everything else.
    SavedRun.write(folder, task, DataChoice.remember(data), config);
    return run(folder, model, splits, secondsSince(begin));
  }

  /**
   * Goes on with a training that was killed, from its last whole epoch.
   *
   * @param folder made by {@link #start} with the same settings and data
   * @throws UserError if the run is finished already
   */
  public Outcome resume(RunFolder folder) throws IOException {
    long begin = System.nanoTime();
    if (Files.exists(folder.result())) {
      throw new UserError("resume: the run in " + folder.path() + " is finished already");
    }
    Splits<E> splits = read();
    P preparation = task.restore(folder.path(), config);
    return run(folder, untrained(preparation), splits, secondsSince(begin));
  }

  private Splits<E> read() throws IOException {
    Splits<E> splits = TrainingStart.read(task, config, data);
    notes.printf(
        Locale.ROOT,
        "examples: %,d train, %,d validation, %,d test%n",
        splits.train().size(),
        splits.validation().size(),
        splits.test().size());
    task.data().view().notes(splits).forEach(notes::println);
    return splits;
  }

  private Model<P> untrained(P preparation) {
    Model<P> model = TrainingStart.untrained(task, config, preparation);
    notes.printf(Locale.ROOT, "network: %,d parameters%n", model.network().numParams());
    return model;
  }

  /** A metric that does not exist is better found before the first epoch than after it. */
  private void requireMetrics() {
    TaskSettings.metric(task, config);
    TaskSettings.scheduleMetric(task, config);
  }

  private Outcome run(RunFolder folder, Model<P> model, Splits<E> splits, double prepareSeconds)
      throws IOException {
    try (RunLog runLog = RunLog.to(folder.log())) {
      log.info("Task {} with {}", task.name(), config.asText());
      OtherLoad otherLoad = new OtherLoad();
      GradientFlow gradients = new GradientFlow(model.network(), folder.gradients());
      Batches<E> validation = model.batches(task, splits.validation());
      History history =
          train(folder, model, splits, validation, List.of(display, gradients, load(otherLoad)));
      Model<P> chosen = chosen(folder, model, validation);
      Outcome outcome =
          finish(folder, chosen, splits, validation, history, prepareSeconds, otherLoad.mean());
      List<Picture> inside = task.view().pictures(chosen, splits.validation());
      for (Picture picture : inside) {
        Pictures.write(picture, folder.path());
      }
      RunReport.of(
              outcome.result(),
              history,
              outcome.verdict(),
              inside,
              gradients.picture(),
              task.data().view().pictures(splits, config))
          .write(folder.report());
      outcome.result().write(folder.result()); // Last: where it is, the run is whole.
      if (!keepsCheckpoint) {
        folder.deleteCheckpoints();
      }
      return outcome;
    } catch (RuntimeException | IOException | Error e) {
      log.info("The run ended early", e); // Else its log would end without the reason.
      throw e;
    }
  }

  private Model<P> chosen(RunFolder folder, Model<P> model, Batches<E> validation)
      throws IOException {
    P chosen = task.calibrate(model, validation);
    if (chosen.equals(model.preparation())) {
      return model;
    }
    chosen.save(folder.path());
    return new Model<>(model.network(), chosen, config);
  }

  private static TrainingListener load(OtherLoad otherLoad) {
    return new TrainingListener() {
      @Override
      public void epochDone(History history) {
        otherLoad.sample();
      }
    };
  }

  private History train(
      RunFolder folder,
      Model<P> model,
      Splits<E> splits,
      Batches<E> validation,
      List<TrainingListener> listeners)
      throws IOException {
    Batches<E> batches = model.batches(task, splits.train());
    Schedule schedule =
        ScheduleSettings.schedule(
            config,
            config.get(OptimizerSettings.LEARNING_RATE),
            config.get(TrainingSettings.EPOCHS),
            batches.perEpoch(),
            TaskSettings.scheduleMetric(task, config));
    Trainer trainer =
        new Trainer(
            TrainingOptions.from(config, TaskSettings.metric(task, config)),
            schedule,
            listeners,
            folder.checkpoints());
    return trainer.train(
        model.network(), batches, network -> judged(model, splits, validation).metrics());
  }

  private Evaluation judged(Model<P> model, Splits<E> splits, Batches<E> validation) {
    return ModelEvaluation.of(task, Ensemble.of(model), splits.validation(), validation);
  }

  private Outcome finish(
      RunFolder folder,
      Model<P> model,
      Splits<E> splits,
      Batches<E> batches,
      History history,
      double prepareSeconds,
      @Nullable Double otherLoad)
      throws IOException {
    long begin = System.nanoTime();
    Evaluation validation = judged(model, splits, batches);
    Evaluation verdict = tests ? ModelEvaluation.of(task, model, splits.test()) : validation;
    Map<String, String> samples = task.view().samples(model);
    ModelFile.save(model.network(), folder.model());
    HistoryCsv.write(folder.history(), history.epochs());
    if (tests) {
      TestScores.write(folder.testScores(), verdict.scores());
    }
    for (Picture picture : Curves.of(history)) {
      Pictures.write(picture, folder.path());
    }
    for (Picture picture : verdict.pictures()) {
      Pictures.write(picture, folder.path());
    }

    double trainSeconds = history.epochs().stream().mapToDouble(EpochRecord::seconds).sum();
    Map<String, Map<String, Double>> metrics = new LinkedHashMap<>();
    metrics.put(RunResult.VALIDATION, validation.metrics());
    if (tests) {
      metrics.put(RunResult.TEST, verdict.metrics());
    }
    Map<String, Integer> examples = new LinkedHashMap<>();
    examples.put("train", splits.train().size());
    examples.put("validation", splits.validation().size());
    examples.put("test", splits.test().size());
    Map<String, Double> seconds = new LinkedHashMap<>();
    seconds.put("prepare", prepareSeconds);
    seconds.put("train", trainSeconds);
    seconds.put("evaluate", secondsSince(begin));
    double predictionsPerSecond =
        tests ? PredictionSpeed.of(task, Ensemble.of(model), splits.test()) : Double.NaN;
    RunResult result =
        new RunResult(
            RunResult.SCHEMA_VERSION,
            task.name(),
            metrics,
            history.metric().name(),
            history.best().orElseThrow().epoch(),
            history.epochs().size(),
            model.network().numParams(),
            examples,
            seconds,
            splits.train().size() * history.epochs().size() / trainSeconds,
            predictionsPerSecond,
            otherLoad,
            config.get(CommonSettings.SEED),
            data.kind() == DataLocation.Kind.SAMPLE,
            samples,
            config.asText(),
            Provenance.of(task.data().files(data.path(), config)));
    return new Outcome(result, history, verdict);
  }

  private static double secondsSince(long begin) {
    return (System.nanoTime() - begin) / 1e9;
  }
}
