package io.sequent.common.network.update;

import io.sequent.common.network.layer.embedding.AdversarialInput;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * While it is open, training passes over a batch see their input perturbed so that the loss grows.
 */
final class AdversarialPass implements AutoCloseable {
  private final List<AdversarialInput> inputs;

  private AdversarialPass(List<AdversarialInput> inputs) {
    this.inputs = inputs;
  }

  /**
   * Finds the perturbation of a batch by a pass over it; does nothing if no layer is adversarial.
   */
  static AdversarialPass of(MultiLayerNetwork network, DataSet data) {
    List<AdversarialInput> inputs = new ArrayList<>();
    for (Layer layer : network.getLayers()) {
      if (layer instanceof AdversarialInput input && input.isAdversarial()) {
        inputs.add(input);
      }
    }
    AdversarialPass pass = new AdversarialPass(inputs);
    if (!inputs.isEmpty()) {
      pass.begin(network, data);
    }
    return pass;
  }

  private void begin(MultiLayerNetwork network, DataSet data) {
    boolean begun = false;
    try {
      aim(network, data);
      begun = true;
    } finally {
      if (!begun) {
        close();
      }
    }
  }

  /** Both passes use the same dropout, for what the first finds has to hold in the second. */
  private void aim(MultiLayerNetwork network, DataSet data) {
    long seed = Nd4j.getRandom().nextLong();
    Nd4j.getRandom().setSeed(seed);
    inputs.forEach(AdversarialInput::aim);
    TrainingStep.setBatch(data, network);
    network.computeGradientAndScore();
    network.clearLayerMaskArrays();
    inputs.forEach(AdversarialInput::move);
    Nd4j.getRandom().setSeed(seed);
  }

  @Override
  public void close() {
    inputs.forEach(AdversarialInput::rest);
  }
}
