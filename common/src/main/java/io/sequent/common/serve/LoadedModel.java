package io.sequent.common.serve;

import io.sequent.common.UserError;
import io.sequent.common.config.Config;
import io.sequent.common.data.DataSettings;
import io.sequent.common.experiment.SavedRun;
import io.sequent.common.predict.Predictor;
import io.sequent.common.run.RunFolder;
import io.sequent.common.run.RunRecord;
import io.sequent.common.task.Ensemble;
import io.sequent.common.task.Preparation;
import io.sequent.common.task.Task;
import io.sequent.common.task.TaskSettings;
import io.sequent.common.task.Tasks;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A run in memory: its files are read once, when it is loaded. */
final class LoadedModel {
  /** Options for which a predictor is kept; clients use few. */
  private static final int MOST_PREDICTORS = 16;

  private final SavedRun run;
  private final Task<?, ?> task;
  private final Optional<RunRecord> record;
  private final Instant trained;
  private final List<String> labels;
  private final Function<Config, Predictor<?, ?>> predictors;
  private final Config defaults;
  private final Map<Map<String, String>, Predictor<?, ?>> kept =
      new LinkedHashMap<>(MOST_PREDICTORS, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Map<String, String>, Predictor<?, ?>> one) {
          return size() > MOST_PREDICTORS;
        }
      };

  private LoadedModel(
      SavedRun run,
      Task<?, ?> task,
      Optional<RunRecord> record,
      Instant trained,
      List<String> labels,
      Function<Config, Predictor<?, ?>> predictors) {
    this.run = run;
    this.task = task;
    this.record = record;
    this.trained = trained;
    this.labels = labels;
    this.predictors = predictors;
    this.defaults = TaskSettings.predictionDefaults(task);
  }

  /**
   * Loads a run.
   *
   * @throws UserError if it is damaged
   */
  static LoadedModel load(RunFolder folder) throws IOException {
    return load(folder, Tasks.named(folder.task()));
  }

  private static <E, P extends Preparation> LoadedModel load(RunFolder folder, Task<E, P> task)
      throws IOException {
    SavedRun run = SavedRun.read(folder, task);
    Ensemble<P> models = Ensemble.of(run.load(task));
    boolean hasRecord = Files.isRegularFile(folder.result());
    return new LoadedModel(
        run,
        task,
        hasRecord ? Optional.of(RunRecord.read(folder.result())) : Optional.empty(),
        Files.getLastModifiedTime(hasRecord ? folder.result() : folder.model()).toInstant(),
        models.first().preparation().labels(),
        options -> task.predictor(models, options));
  }

  /**
   * The predictor for some options of a request.
   *
   * @throws UserError for an option that the task does not have, or a value out of range
   */
  Predictor<?, ?> predictor(Map<String, String> options) {
    synchronized (kept) {
      Predictor<?, ?> known = kept.get(options);
      if (known == null) {
        known = predictors.apply(defaults.with(options, "options"));
        kept.put(Map.copyOf(options), known);
      }
      return known;
    }
  }

  /** Something to predict for, so that the first request need not wait; empty for prices. */
  Optional<Work<?, ?>> trial() {
    try {
      return Optional.of(Work.ofTexts(predictor(Map.of()), List.of("a")));
    } catch (UserError e) {
      return Optional.empty();
    }
  }

  /** The encoding of files that do not say theirs. */
  Charset encoding() {
    return run.config().get(DataSettings.ENCODING);
  }

  RunFolder folder() {
    return run.folder();
  }

  /** What it was trained on, as in {@code config.yaml}. */
  String data() {
    return run.data();
  }

  Task<?, ?> task() {
    return task;
  }

  /** What a training has recorded; empty where it was removed. */
  Optional<RunRecord> record() {
    return record;
  }

  Instant trained() {
    return trained;
  }

  /** Classes, tags, series or characters, in the order of the outputs. */
  List<String> labels() {
    return labels;
  }
}
