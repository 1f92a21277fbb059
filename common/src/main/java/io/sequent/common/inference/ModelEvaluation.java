package io.sequent.common.inference;

import io.sequent.common.data.Batches;
import io.sequent.common.evaluation.Evaluation;
import io.sequent.common.evaluation.Evaluator;
import io.sequent.common.task.Ensemble;
import io.sequent.common.task.Model;
import io.sequent.common.task.Preparation;
import io.sequent.common.task.Task;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/** Evaluates models on examples with the task's evaluator. */
public final class ModelEvaluation {
  private ModelEvaluation() {}

  /** The evaluation of {@code examples}; the network runs in inference mode, without dropout. */
  public static <E, P extends Preparation> Evaluation of(
      Task<E, P> task, Model<P> model, List<E> examples) {
    return of(task, Ensemble.of(model), examples);
  }

  /** The evaluation of the joint predictions of several models, in the batches of the first. */
  public static <E, P extends Preparation> Evaluation of(
      Task<E, P> task, Ensemble<P> models, List<E> examples) {
    Model<P> first = models.first();
    return of(task, models, examples, first.batches(task, examples));
  }

  /**
   * The same, in batches that were made before: for examples that are evaluated repeatedly.
   *
   * @param batches of all of {@code examples}, made with the preparation of the first model
   */
  public static <E, P extends Preparation> Evaluation of(
      Task<E, P> task, Ensemble<P> models, List<E> examples, Batches<E> batches) {
    Evaluator<E> evaluator = task.evaluator(models);
    List<E> added = new ArrayList<>(examples.size());
    try (EnsembleOutput<E, P> output = new EnsembleOutput<>(task, models, batches)) {
      for (List<E> batch : batches.forEvaluation()) {
        evaluator.add(batch, output.of(batch));
        added.addAll(batch);
      }
    }
    return evaluator.result().arranged(places(added, examples));
  }

  /**
   * Where each added example stands in the split. Batches are made by length, and lengths depend on
   * the settings; models are compared example by example.
   */
  private static <E> int[] places(List<E> added, List<E> split) {
    IdentityHashMap<E, Integer> place = new IdentityHashMap<>();
    for (int i = 0; i < split.size(); i++) {
      place.put(split.get(i), i);
    }
    return added.stream().mapToInt(place::get).toArray();
  }
}
