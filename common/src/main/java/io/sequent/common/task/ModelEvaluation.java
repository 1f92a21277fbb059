package io.sequent.common.task;

import io.sequent.common.data.Batches;
import io.sequent.common.evaluation.Evaluation;
import io.sequent.common.evaluation.Evaluator;
import io.sequent.common.network.recurrent.CarriedState;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/** Judges a model on examples with the task's evaluation. */
public final class ModelEvaluation {
  private ModelEvaluation() {}

  /** The verdict over {@code examples}; the network runs in inference mode, without dropout. */
  @SuppressWarnings("try") // The scope of the carried state is all that is wanted.
  public static <E, P extends Preparation> Evaluation of(
      Task<E, P> task, Model<P> model, List<E> examples) {
    Batches<E> batches = task.batches(examples, model.preparation(), model.config());
    Evaluator<E> evaluator = task.evaluator(model);
    List<E> added = new ArrayList<>(examples.size());
    try (CarriedState state = CarriedState.of(model.network(), batches.consecutive())) {
      for (List<E> batch : batches.forEvaluation()) {
        DataSet data = batches.vectorizer().vectorize(batch);
        INDArray output =
            model
                .network()
                .output(
                    data.getFeatures(),
                    false,
                    data.getFeaturesMaskArray(),
                    data.getLabelsMaskArray());
        evaluator.add(batch, output);
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
    Map<E, Integer> place = new IdentityHashMap<>();
    for (int i = 0; i < split.size(); i++) {
      place.put(split.get(i), i);
    }
    return added.stream().mapToInt(place::get).toArray();
  }
}
