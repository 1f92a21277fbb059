package io.sequent.common.task;

import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * How several models of a task predict together.
 *
 * @param <E> one example
 * @param <P> what is fitted on the training data
 */
public interface EnsembleRules<E, P extends Preparation> {
  /**
   * What models must have in common to predict together, by name, each as a user would write it:
   * what they predict, such as the classes in their order, and the settings that define an example.
   */
  default Map<String, String> compatibility(Model<P> model) {
    int last = model.network().getnLayers() - 1;
    return Map.of("outputs", String.valueOf(model.network().layerSize(last)));
  }

  /**
   * The output of one model as it is evaluated, alone or in the mean: as the network gives it,
   * unless {@link Task#calibrate} has fitted what changes it.
   */
  default INDArray calibrated(Model<P> model, INDArray output) {
    return output;
  }

  /**
   * The joint output of several models: their mean, unless their outputs have different scales.
   *
   * @param outputs of each model, calibrated, for the same examples; two or more
   * @return in the form of the first model's output
   */
  default INDArray mean(Ensemble<P> models, List<E> examples, List<INDArray> outputs) {
    return Ensemble.mean(outputs);
  }
}
