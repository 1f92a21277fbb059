package io.sequent;

import io.sequent.common.config.Config;
import io.sequent.common.data.Splits;
import io.sequent.common.evaluation.Evaluation;
import io.sequent.common.evaluation.Metric;
import io.sequent.common.experiment.DataChoice;
import io.sequent.common.experiment.SavedRun;
import io.sequent.common.experiment.TrainingStart;
import io.sequent.common.inference.ModelEvaluation;
import io.sequent.common.predict.Prediction;
import io.sequent.common.predict.PredictionPipe;
import io.sequent.common.task.Ensemble;
import io.sequent.common.task.Model;
import io.sequent.common.task.Preparation;
import io.sequent.common.task.Task;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The model of a run with its task, types known; loaded and evaluated when first needed. */
final class TrainedModel<E, P extends Preparation> {
  private final Task<E, P> task;
  private final SavedRun saved;
  private @Nullable Model<P> model;
  private @Nullable Evaluation test;

  /**
   * @param test the evaluation on the test set, if it is known already
   */
  TrainedModel(Task<E, P> task, SavedRun saved, @Nullable Evaluation test) {
    this.task = task;
    this.saved = saved;
    this.test = test;
  }

  SavedRun saved() {
    return saved;
  }

  Evaluation evaluation() throws IOException {
    Evaluation known = test;
    if (known == null) {
      Splits<E> splits =
          TrainingStart.read(task, saved.config(), DataChoice.of(task, saved.data()));
      known = ModelEvaluation.of(task, model(), splits.test());
      test = known;
    }
    return known;
  }

  List<? extends Prediction> predict(Config options, List<String> lines) throws IOException {
    return PredictionPipe.of(task.predictor(Ensemble.of(model()), options), lines);
  }

  Metric metric(String name) {
    return task.description().metrics().named(name);
  }

  private Model<P> model() throws IOException {
    Model<P> loaded = model;
    if (loaded == null) {
      loaded = saved.load(task);
      model = loaded;
    }
    return loaded;
  }
}
