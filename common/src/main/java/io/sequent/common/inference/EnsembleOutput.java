package io.sequent.common.inference;

import io.sequent.common.data.Batches;
import io.sequent.common.data.Vectorizer;
import io.sequent.common.network.recurrent.CarriedState;
import io.sequent.common.task.Ensemble;
import io.sequent.common.task.Model;
import io.sequent.common.task.Preparation;
import io.sequent.common.task.Task;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/**
 * What an ensemble puts out for one batch of examples after the other, in inference mode. Every
 * member turns the examples into arrays with its own preparation.
 */
final class EnsembleOutput<E, P extends Preparation> implements AutoCloseable {
  private final Task<E, P> task;
  private final Ensemble<P> models;
  private final List<Member<E, P>> members = new ArrayList<>();

  /**
   * @param batches of the first model, which reads them with the vectorizer that they were made
   *     with: it may have prepared the examples already
   */
  EnsembleOutput(Task<E, P> task, Ensemble<P> models, Batches<E> batches) {
    this.task = task;
    this.models = models;
    for (Model<P> model : models.members()) {
      members.add(
          new Member<>(
              model,
              members.isEmpty()
                  ? batches.vectorizer()
                  : task.vectorizer(model.preparation(), model.config()),
              CarriedState.of(model.network(), batches.consecutive())));
    }
  }

  private record Member<E, P extends Preparation>(
      Model<P> model, Vectorizer<E> vectorizer, CarriedState state) {
    INDArray output(List<E> batch) {
      DataSet data = vectorizer.vectorize(batch);
      return model
          .network()
          .output(
              data.getFeatures(), false, data.getFeaturesMaskArray(), data.getLabelsMaskArray());
    }
  }

  /** The joint output, row {@code i} for example {@code i}, as the task's evaluator takes it. */
  INDArray of(List<E> batch) {
    List<INDArray> outputs =
        members.stream()
            .map(member -> task.ensembles().calibrated(member.model(), member.output(batch)))
            .toList();
    return outputs.size() == 1 ? outputs.get(0) : task.ensembles().mean(models, batch, outputs);
  }

  @Override
  public void close() {
    members.forEach(member -> member.state().close());
  }
}
