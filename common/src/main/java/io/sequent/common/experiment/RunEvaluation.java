package io.sequent.common.experiment;

import io.sequent.common.data.Batches;
import io.sequent.common.data.Splits;
import io.sequent.common.evaluation.Evaluation;
import io.sequent.common.inference.ModelEvaluation;
import io.sequent.common.inference.PredictionSpeed;
import io.sequent.common.report.Picture;
import io.sequent.common.report.Table;
import io.sequent.common.run.RunRecord;
import io.sequent.common.task.Ensemble;
import io.sequent.common.task.Model;
import io.sequent.common.task.Preparation;
import io.sequent.common.task.Task;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The second step of an experiment: how good a trained model is, and what it looks like.
 *
 * @param validation on the validation set
 * @param test on the test set; empty where that is left alone
 * @param samples texts that the model wrote, by caption; may be empty
 * @param pictures of the inside of the model; may be empty
 * @param tables of the same; may be empty
 * @param predictionsPerSecond test examples predicted per second on one core, where measured
 * @param seconds how long the evaluation took, without pictures and measurement
 */
record RunEvaluation(
    Evaluation validation,
    Optional<Evaluation> test,
    Map<String, String> samples,
    List<Picture> pictures,
    List<Table> tables,
    OptionalDouble predictionsPerSecond,
    double seconds) {

  /**
   * Evaluates a model; the test set is read here, once, or not at all. Samples or pictures that
   * fail are left out.
   *
   * @param batches of the validation set
   */
  static <E, P extends Preparation> RunEvaluation of(
      Task<E, P> task,
      Model<P> model,
      Splits<E> splits,
      Batches<E> batches,
      RunRecord.Scope scope) {
    boolean tests = scope == RunRecord.Scope.TEST;
    Stopwatch watch = new Stopwatch();
    Evaluation validation =
        ModelEvaluation.of(task, Ensemble.of(model), splits.validation(), batches);
    Optional<Evaluation> test =
        tests ? Optional.of(ModelEvaluation.of(task, model, splits.test())) : Optional.empty();
    Map<String, String> samples =
        AfterTraining.attempt("samples", () -> task.view().samples(model), Map.of());
    double seconds = watch.seconds();
    return new RunEvaluation(
        validation,
        test,
        samples,
        AfterTraining.attempt(
            "pictures of the model",
            () -> task.view().pictures(model, splits.validation()),
            List.of()),
        AfterTraining.attempt(
            "tables of the model", () -> task.view().tables(model, splits.validation()), List.of()),
        tests
            ? RunRecord.optional(PredictionSpeed.of(task, Ensemble.of(model), splits.test()))
            : OptionalDouble.empty(),
        seconds);
  }

  /** On the test set, else on the validation set. */
  Evaluation leading() {
    return test.orElse(validation);
  }
}
