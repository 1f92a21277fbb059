package io.sequent.common.network.recurrent;

import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Activations of vectors, one after the other in an array. */
final class Activations {
  private Activations() {}

  /**
   * Works in place.
   *
   * @param size of a vector
   */
  static void apply(IActivation activation, float[] vectors, int size) {
    // The usual ones are worth some lines; ND4J knows all others.
    if (activation instanceof ActivationSoftmax) {
      for (int from = 0; from < vectors.length; from += size) {
        softmax(vectors, from, from + size);
      }
    } else if (activation.equals(new ActivationReLU())) {
      for (int i = 0; i < vectors.length; i++) {
        vectors[i] = Math.max(0, vectors[i]);
      }
    } else if (!(activation instanceof ActivationIdentity)) {
      INDArray rows = Nd4j.createFromArray(vectors).reshape(-1, size);
      float[] activated = activation.getActivation(rows, false).data().asFloat();
      System.arraycopy(activated, 0, vectors, 0, vectors.length);
    }
  }

  private static void softmax(float[] vectors, int from, int to) {
    float max = Float.NEGATIVE_INFINITY;
    for (int i = from; i < to; i++) {
      max = Math.max(max, vectors[i]);
    }
    double sum = 0;
    for (int i = from; i < to; i++) {
      vectors[i] = (float) Math.exp(vectors[i] - max);
      sum += vectors[i];
    }
    for (int i = from; i < to; i++) {
      vectors[i] = (float) (vectors[i] / sum);
    }
  }
}
