package io.sequent.common.network.recurrent;

import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Activations of a single vector. */
final class Activations {
  private Activations() {}

  /** Works in place. */
  static void apply(IActivation activation, float[] vector) {
    // The usual ones are worth some lines; ND4J knows all others.
    if (activation instanceof ActivationSoftmax) {
      softmax(vector);
    } else if (activation.equals(new ActivationReLU())) {
      for (int i = 0; i < vector.length; i++) {
        vector[i] = Math.max(0, vector[i]);
      }
    } else if (!(activation instanceof ActivationIdentity)) {
      INDArray row = Nd4j.createFromArray(vector).reshape(1, vector.length);
      float[] activated = activation.getActivation(row, false).data().asFloat();
      System.arraycopy(activated, 0, vector, 0, vector.length);
    }
  }

  private static void softmax(float[] vector) {
    float max = Float.NEGATIVE_INFINITY;
    for (float value : vector) {
      max = Math.max(max, value);
    }
    double sum = 0;
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) Math.exp(vector[i] - max);
      sum += vector[i];
    }
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) (vector[i] / sum);
    }
  }
}
