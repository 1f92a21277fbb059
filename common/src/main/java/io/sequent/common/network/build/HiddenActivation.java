package io.sequent.common.network.build;

import org.nd4j.linalg.activations.Activation;

/** The activation of a dense layer, of pooled vectors or between passes. */
enum HiddenActivation {
  TANH(Activation.TANH),
  RELU(Activation.RELU),
  LEAKY_RELU(Activation.LEAKYRELU),
  ELU(Activation.ELU),
  GELU(Activation.GELU),
  SWISH(Activation.SWISH),
  SIGMOID(Activation.SIGMOID),
  IDENTITY(Activation.IDENTITY);

  private final Activation activation;

  HiddenActivation(Activation activation) {
    this.activation = activation;
  }

  Activation activation() {
    return activation;
  }
}
