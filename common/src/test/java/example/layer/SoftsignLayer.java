package example.layer;

import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.nd4j.linalg.activations.Activation;

/** A layer of another project: softsign at each step. */
public final class SoftsignLayer extends ActivationLayer {
  private static final long serialVersionUID = 1L;

  public SoftsignLayer() {
    super(Activation.SOFTSIGN);
  }
}
