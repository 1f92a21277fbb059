package io.sequent.common.network.layer;

import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.inputs.InputType.InputTypeFeedForward;
import org.deeplearning4j.nn.conf.inputs.InputType.InputTypeRecurrent;
import org.nd4j.linalg.activations.impl.ActivationIdentity;

/**
 * The configuration of a layer whose input and output are sequences of the same width; or vectors,
 * where {@link #getOutputType} allows them.
 */
public abstract class SameWidth extends BaseFeedForwardLayer {
  private static final long serialVersionUID = 1L;

  /** For Jackson. */
  protected SameWidth() {}

  /** Copies what all layers have, constraints included. */
  protected SameWidth(Builder<?> builder) {
    super(builder);
    setActivationFn(new ActivationIdentity());
    initializeConstraints(builder);
  }

  /** The width follows from the input. */
  @Override
  public final void setNIn(InputType input, boolean override) {
    if (input instanceof InputTypeRecurrent sequences) {
      setNIn(sequences.getSize());
      setNOut(sequences.getSize());
    } else if (input instanceof InputTypeFeedForward vectors) {
      setNIn(vectors.getSize());
      setNOut(vectors.getSize());
    }
  }

  @Override
  public InputType getOutputType(int index, InputType input) {
    return sequences(index, input);
  }
}
