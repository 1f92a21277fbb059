package io.sequent.common.task;

import io.sequent.common.config.Config;
import io.sequent.common.data.Batches;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * A trained network with all that is needed to use it.
 *
 * @param network the network, ready for {@code output} and {@code rnnTimeStep}
 * @param preparation what was fitted on the training data
 * @param config the settings of the training
 */
public record Model<P extends Preparation>(
    MultiLayerNetwork network, P preparation, Config config) {
  /** Examples in the batches in which this model reads them. */
  public <E> Batches<E> batches(Task<E, P> task, List<E> examples) {
    return task.data().batches(examples, task.vectorizer(preparation, config), config);
  }
}
