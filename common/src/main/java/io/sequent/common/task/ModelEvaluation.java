package io.sequent.common.task;

import io.sequent.common.data.Batches;
import io.sequent.common.data.Vectorizer;
import io.sequent.common.evaluation.Evaluation;
import io.sequent.common.evaluation.Evaluator;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/** Judges a model on examples with the task's evaluation. */
public final class ModelEvaluation {
  // Without a backward pass to keep, larger batches are faster.
  private static final int BATCH_SIZE = 128;

  private ModelEvaluation() {}

  /** The verdict over {@code examples}; the network runs in inference mode, without dropout. */
  public static <E, P extends Preparation> Evaluation of(
      Task<E, P> task, Model<P> model, List<E> examples) {
    Vectorizer<E> vectorizer = task.vectorizer(model.preparation(), model.config());
    Evaluator<E> evaluator = task.evaluator(model);
    List<E> added = new ArrayList<>(examples.size());
    for (List<E> batch : new Batches<>(examples, vectorizer, BATCH_SIZE).inOrder()) {
      DataSet data = vectorizer.vectorize(batch);
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
