package io.sequent.common.network.recurrent;

import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Looks up the vector of a token. */
final class EmbeddingStep {
  private final float[][] vectors;

  EmbeddingStep(Map<String, INDArray> parameters) {
    vectors = Parameters.get(parameters, "W").toFloatMatrix();
  }

  float[] of(int id) {
    if (id < 0 || id >= vectors.length) {
      throw new IllegalArgumentException(
          "token id %d outside of the vocabulary of %d".formatted(id, vectors.length));
    }
    return vectors[id];
  }
}
