package io.sequent;

import io.sequent.common.UserError;
import io.sequent.common.config.Config;
import io.sequent.common.evaluation.Evaluation;
import io.sequent.common.experiment.Experiment.Outcome;
import io.sequent.common.experiment.SavedRun;
import io.sequent.common.predict.GeneratedText;
import io.sequent.common.predict.Prediction;
import io.sequent.common.predict.SpanPrediction;
import io.sequent.common.report.MarkedText;
import io.sequent.common.report.Picture;
import io.sequent.common.report.Table;
import io.sequent.common.run.RunFolder;
import io.sequent.common.run.RunRecord;
import io.sequent.common.task.Preparation;
import io.sequent.common.task.Task;
import io.sequent.common.task.TaskSettings;
import io.sequent.common.task.Tasks;
import io.sequent.common.train.display.Curves;
import io.sequent.common.train.history.History;
import io.sequent.common.train.history.History.EpochRecord;
import io.sequent.common.train.history.HistoryCsv;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A finished training with its run folder: its record, and the model to use. */
public final class Run {
  private final TrainedModel<?, ?> model;
  private final RunRecord result;
  private final Config options;

  private Run(TrainedModel<?, ?> model, RunRecord result, Config options) {
    this.model = model;
    this.result = result;
    this.options = options;
  }

  static <E, P extends Preparation> Run trained(
      Task<E, P> task, RunFolder folder, Outcome outcome) {
    return new Run(
        new TrainedModel<>(task, SavedRun.read(folder, task), outcome.evaluation()),
        outcome.run(),
        TaskSettings.predictionDefaults(task));
  }

  static Run saved(Path path) {
    RunFolder folder = RunFolder.finished(path);
    return saved(folder, Tasks.named(new RunFolder(path).task()));
  }

  static <E, P extends Preparation> Run saved(RunFolder folder, Task<E, P> task) {
    return new Run(
        new TrainedModel<>(task, SavedRun.read(folder, task), null),
        RunRecord.read(folder.result()),
        TaskSettings.predictionDefaults(task));
  }

  /** The run folder; {@code report.html} in it shows everything on one page. */
  public Path folder() {
    return model.saved().folder().path();
  }

  /** What {@code result.json} says: metrics, best epoch, times, settings, provenance. */
  public RunRecord result() {
    return result;
  }

  private String selectedBy() {
    return result
        .training()
        .selectedBy()
        .orElseThrow(
            () ->
                new UserError(
                    model.saved().folder().result() + ": no 'selectedBy', expected a metric"));
  }

  /**
   * The curves over the epochs: the losses, and the validation metric that chose the epoch.
   *
   * @throws UserError if the run's history is damaged
   */
  public List<Picture> curves() {
    return Call.of(
        () -> {
          Path history = model.saved().folder().history();
          List<EpochRecord> epochs = HistoryCsv.read(history);
          if (epochs.isEmpty()) {
            throw new UserError(history + ": no epochs, expected a row for each");
          }
          return Curves.of(new History(model.metric(selectedBy()), epochs));
        });
  }

  /**
   * The evaluation on the test set: metrics, the leading one first, tables and pictures, such as
   * figures by class and a confusion matrix. What a metric means and in which unit it is:
   * docs/result-json.md.
   *
   * @throws UserError if the run was loaded and its data are gone
   */
  public Evaluation evaluate() {
    return Call.computing(model::evaluation);
  }

  /**
   * The same run with an option of its predictions changed, such as {@code temperature} of {@code
   * textgen}.
   *
   * @param option a name as on the command line
   * @param value the value, or its text as on the command line
   * @throws UserError for an option that the task does not have, or a value out of range
   */
  public Run with(String option, Object value) {
    return Call.of(
        () -> new Run(model, result, options.with(Map.of(option, String.valueOf(value)), "")));
  }

  /**
   * Predicts for some lines.
   *
   * @param lines texts, sentences, or the closes of a day; {@code textgen} reads none but its
   *     option {@code prompt}
   * @return one prediction for each input, in order; {@link Prediction#json} gives one as JSON
   * @throws UserError for a line that is not in the task's form
   */
  public List<Prediction> predict(String... lines) {
    return Call.computing(() -> List.copyOf(model.predict(options, List.of(lines))));
  }

  /**
   * Predicts for some lines.
   *
   * @param type what the task predicts, such as {@code ClassPrediction.class}
   * @throws UserError for a line that is not in the task's form, or a task that predicts something
   *     else
   */
  public <O extends Prediction> List<O> predict(Class<O> type, String... lines) {
    return Call.computing(() -> typed(type, model.predict(options, List.of(lines))));
  }

  private <O extends Prediction> List<O> typed(
      Class<O> type, List<? extends Prediction> predictions) {
    for (Prediction prediction : predictions) {
      if (!type.isInstance(prediction)) {
        throw new UserError(
            "predict: task '%s' does not predict a %s"
                .formatted(result.task(), type.getSimpleName()));
      }
    }
    return predictions.stream().map(type::cast).toList();
  }

  /**
   * The text that the model generates, its prompt included, as the options {@code prompt}, {@code
   * length} and so on say.
   *
   * @throws UserError if the task generates no text
   */
  public String generate() {
    return Call.computing(
        () ->
            typed(GeneratedText.class, model.predict(options, List.of())).stream()
                .map(GeneratedText::text)
                .collect(Collectors.joining("\n")));
  }

  /**
   * Predictions as a table, a row each.
   *
   * @throws UserError for a line that is not in the task's form, or a task that generates text
   */
  public Table predictTable(String... lines) {
    return Call.computing(
        () -> {
          List<? extends Prediction> predictions = model.predict(options, List.of(lines));
          if (predictions.stream().anyMatch(GeneratedText.class::isInstance)) {
            throw new UserError(
                "predictTable: " + result.task() + " generates text, expected predict");
          }
          return Prediction.table("Predictions", predictions);
        });
  }

  /**
   * Each text with the spans that the model finds in it, such as named entities.
   *
   * @throws UserError if the task finds no spans
   */
  public List<MarkedText> mark(String... texts) {
    return Call.computing(
        () ->
            typed(SpanPrediction.class, model.predict(options, List.of(texts))).stream()
                .map(Run::marked)
                .toList());
  }

  private static MarkedText marked(SpanPrediction prediction) {
    return new MarkedText(
        prediction.tokens(),
        prediction.entities().stream()
            .map(span -> new MarkedText.Mark(span.type(), span.begin(), span.end()))
            .toList());
  }
}
