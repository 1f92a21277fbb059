package io.sequent.common.network.recurrent;

import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Looks up the vectors of tokens. */
final class EmbeddingStep {
  private final float[][] vectors;
  private final float[] found; // [sequences * size]

  EmbeddingStep(Map<String, INDArray> parameters, int sequences) {
    vectors = Parameters.get(parameters, "W").toFloatMatrix();
    found = new float[sequences * vectors[0].length];
  }

  /**
   * Looks up a token of each sequence.
   *
   * @return their vectors, one after the other; overwritten by the next call
   */
  float[] of(int... ids) {
    int size = vectors[0].length;
    if (ids.length * size != found.length) {
      throw new IllegalArgumentException(
          "%d tokens, expected one for each of %d sequences"
              .formatted(ids.length, found.length / size));
    }
    for (int i = 0; i < ids.length; i++) {
      int id = ids[i];
      if (id < 0 || id >= vectors.length) {
        throw new IllegalArgumentException(
            "token id %d outside of the vocabulary of %d".formatted(id, vectors.length));
      }
      System.arraycopy(vectors[id], 0, found, i * size, size);
    }
    return found;
  }
}
