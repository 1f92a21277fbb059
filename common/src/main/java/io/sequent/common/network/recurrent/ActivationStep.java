package io.sequent.common.network.recurrent;

import org.nd4j.linalg.activations.IActivation;

/** What the output of a pass goes through on its way into the next one. */
final class ActivationStep implements VectorStep {
  private final IActivation activation;
  private final float[] output;

  ActivationStep(IActivation activation, int size) {
    this.activation = activation;
    output = new float[size];
  }

  @Override
  public float[] apply(float[] vector) {
    // A copy, for the vector is the state of the step below.
    System.arraycopy(vector, 0, output, 0, output.length);
    Activations.apply(activation, output);
    return output;
  }

  @Override
  public void forget() {
    // There is nothing to remember.
  }

  @Override
  public void close() {
    // There is nothing to free.
  }
}
