package io.sequent.common.network.recurrent;

import org.nd4j.linalg.activations.IActivation;

/** What the output of a pass goes through on its way into the next one. */
final class ActivationStep implements VectorStep {
  private final IActivation activation;
  private final int size;
  private final float[] output; // [sequences * size]

  ActivationStep(IActivation activation, int size, int sequences) {
    this.activation = activation;
    this.size = size;
    output = new float[sequences * size];
  }

  @Override
  public float[] apply(float[] vectors) {
    // A copy, for the vectors are the state of the step below.
    System.arraycopy(vectors, 0, output, 0, output.length);
    Activations.apply(activation, output, size);
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
