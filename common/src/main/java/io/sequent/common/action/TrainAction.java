package io.sequent.common.action;

import io.sequent.common.UserError;
import io.sequent.common.config.CommonSettings;
import io.sequent.common.config.Config;
import io.sequent.common.data.Batches;
import io.sequent.common.data.DataLocation;
import io.sequent.common.data.DataSettings;
import io.sequent.common.data.Splits;
import io.sequent.common.evaluation.Evaluation;
import io.sequent.common.evaluation.Metric;
import io.sequent.common.network.ModelFile;
import io.sequent.common.network.OptimizerSettings;
import io.sequent.common.report.Picture;
import io.sequent.common.report.Pictures;
import io.sequent.common.run.Provenance;
import io.sequent.common.run.RunFolder;
import io.sequent.common.run.RunLog;
import io.sequent.common.run.RunResult;
import io.sequent.common.task.Model;
import io.sequent.common.task.ModelEvaluation;
import io.sequent.common.task.Preparation;
import io.sequent.common.task.Task;
import io.sequent.common.train.Curves;
import io.sequent.common.train.EpochRecord;
import io.sequent.common.train.History;
import io.sequent.common.train.HistoryCsv;
import io.sequent.common.train.ProgressDisplay;
import io.sequent.common.train.Schedule;
import io.sequent.common.train.ScheduleSettings;
import io.sequent.common.train.Trainer;
import io.sequent.common.train.TrainingOptions;
import io.sequent.common.train.TrainingSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Trains a task, evaluates it on the test set and saves the run; or goes on with a killed one. */
final class TrainAction<E, P extends Preparation> {
  private static final Logger log = LoggerFactory.getLogger(TrainAction.class);

  private final Task<E, P> task;
  private final Request request;
  private final Console console;

  TrainAction(Task<E, P> task, Request request, Console console) {
    this.task = task;
    this.request = request;
    this.console = console;
  }

  void perform() throws IOException {
    Optional<Path> resume = request.path(RunOptions.RESUME);
    if (resume.isPresent()) {
      resume(new RunFolder(resume.get()));
    } else {
      start();
    }
  }

  private void start() throws IOException {
    long begin = System.nanoTime();
    Config config = request.config(task);
    DataLocation data = DataChoice.of(task, request.option(RunOptions.DATA));
    console.err().println(data.describe());
    Splits<E> splits = read(data, config);
    P preparation = task.prepare(splits.train(), config);
    Model<P> model = untrained(preparation, config);
    requireMetric(model, splits);

    RunFolder folder =
        request
            .path(RunOptions.OUT)
            .map(RunFolder::new)
            .orElseGet(() -> RunFolder.fresh(task.name(), LocalDateTime.now()));
    folder.create();
    preparation.save(folder.path());
    SavedRun.write(folder, task, DataChoice.remember(data), config);
    run(folder, model, splits, data, secondsSince(begin));
  }

  private void resume(RunFolder folder) throws IOException {
    long begin = System.nanoTime();
    SavedRun saved = SavedRun.read(folder, task);
    if (Files.exists(folder.result())) {
      throw new UserError("resume: the run in " + folder.path() + " is finished already");
    }
    for (String name : request.given().keySet()) {
      if (!name.equals(RunOptions.RESUME.name()) && !name.equals(RunOptions.KERNEL.name())) {
        throw new UserError(
            "resume: a run goes on with its own settings, but '" + name + "' was given");
      }
    }
    DataLocation data = DataChoice.of(task, saved.data());
    console.err().println(data.describe());
    Splits<E> splits = read(data, saved.config());
    P preparation = task.restore(folder.path(), saved.config());
    run(folder, untrained(preparation, saved.config()), splits, data, secondsSince(begin));
  }

  private Splits<E> read(DataLocation data, Config config) throws IOException {
    Splits<E> splits =
        task.read(data.path(), config)
            .cut(config.get(DataSettings.MAX_TRAIN), config.get(DataSettings.MAX_TEST));
    console
        .err()
        .printf(
            Locale.ROOT,
            "examples: %,d train, %,d validation, %,d test%n",
            splits.train().size(),
            splits.validation().size(),
            splits.test().size());
    return splits;
  }

  private Model<P> untrained(P preparation, Config config) {
    MultiLayerNetwork network = new MultiLayerNetwork(task.network(preparation, config));
    network.init();
    console.err().printf(Locale.ROOT, "network: %,d parameters%n", network.numParams());
    return new Model<>(network, preparation, config);
  }

  /** A metric that does not exist is better found before the first epoch than after it. */
  private void requireMetric(Model<P> model, Splits<E> splits) {
    List<E> few = splits.validation().subList(0, Math.min(2, splits.validation().size()));
    Map<String, Double> known = ModelEvaluation.of(task, model, few).metrics();
    String metric = model.config().get(TrainingSettings.METRIC);
    if (!known.containsKey(metric)) {
      throw new UserError("setting 'metric': " + Config.unknown("metric", metric, known.keySet()));
    }
  }

  private void run(
      RunFolder folder, Model<P> model, Splits<E> splits, DataLocation data, double prepareSeconds)
      throws IOException {
    try (RunLog runLog = RunLog.to(folder.log())) {
      log.info("Task {} with {}", task.name(), model.config().asText());
      History history = train(folder, model, splits);
      finish(folder, model, splits, data, history, prepareSeconds);
      folder.deleteCheckpoints();
    } catch (RuntimeException | IOException | Error e) {
      log.info("The run ended early", e); // Else its log would end without the reason.
      throw e;
    }
  }

  private History train(RunFolder folder, Model<P> model, Splits<E> splits) throws IOException {
    Config config = model.config();
    Batches<E> batches =
        new Batches<>(
            splits.train(),
            task.vectorizer(model.preparation(), config),
            config.get(TrainingSettings.BATCH_SIZE));
    Schedule schedule =
        ScheduleSettings.schedule(
            config,
            config.get(OptimizerSettings.LEARNING_RATE),
            config.get(TrainingSettings.EPOCHS),
            batches.perEpoch(),
            Metric.lowerIsBetter(config.get(TrainingSettings.METRIC)));
    Trainer trainer =
        new Trainer(
            TrainingOptions.from(config),
            schedule,
            List.of(new ProgressDisplay(console.err())),
            folder.checkpoints());
    return trainer.train(
        model.network(),
        batches,
        network -> ModelEvaluation.of(task, model, splits.validation()).metrics());
  }

  private void finish(
      RunFolder folder,
      Model<P> model,
      Splits<E> splits,
      DataLocation data,
      History history,
      double prepareSeconds)
      throws IOException {
    long begin = System.nanoTime();
    Evaluation validation = ModelEvaluation.of(task, model, splits.validation());
    Evaluation test = ModelEvaluation.of(task, model, splits.test());
    ModelFile.save(model.network(), folder.model());
    HistoryCsv.write(folder.history(), history.epochs());
    for (Picture picture : Curves.of(history)) {
      Pictures.write(picture, folder.path());
    }
    for (Picture picture : test.pictures()) {
      Pictures.write(picture, folder.path());
    }

    double trainSeconds = history.epochs().stream().mapToDouble(EpochRecord::seconds).sum();
    Map<String, Map<String, Double>> metrics = new LinkedHashMap<>();
    metrics.put("validation", validation.metrics());
    metrics.put("test", test.metrics());
    Map<String, Integer> examples = new LinkedHashMap<>();
    examples.put("train", splits.train().size());
    examples.put("validation", splits.validation().size());
    examples.put("test", splits.test().size());
    Map<String, Double> seconds = new LinkedHashMap<>();
    seconds.put("prepare", prepareSeconds);
    seconds.put("train", trainSeconds);
    seconds.put("evaluate", secondsSince(begin));
    new RunResult(
            RunResult.SCHEMA_VERSION,
            task.name(),
            metrics,
            history.metric(),
            history.best().orElseThrow().epoch(),
            history.epochs().size(),
            model.network().numParams(),
            examples,
            seconds,
            splits.train().size() * history.epochs().size() / trainSeconds,
            model.config().get(CommonSettings.SEED),
            data.kind() == DataLocation.Kind.SAMPLE,
            model.config().asText(),
            Provenance.of(splits.files()))
        .write(folder.result());

    Verdict.print(
        test,
        "Test, "
            + splits.test().size()
            + " examples, weights of epoch "
            + history.best().orElseThrow().epoch()
            + " of "
            + history.epochs().size(),
        console.out());
    console.out().println();
    console.out().println("run saved in " + folder.path());
  }

  private static double secondsSince(long begin) {
    return (System.nanoTime() - begin) / 1e9;
  }
}
