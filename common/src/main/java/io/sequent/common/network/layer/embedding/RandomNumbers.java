package io.sequent.common.network.layer.embedding;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Draws from ND4J's generator, whose seed is the network's. */
final class RandomNumbers {
  private RandomNumbers() {}

  /** So many numbers from 0 to less than 1. */
  @SuppressWarnings("try") // The workspace scope is all that is wanted.
  static float[] uniform(int count) {
    try (MemoryWorkspace none = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces();
        INDArray numbers = Nd4j.rand(DataType.FLOAT, count)) {
      return numbers.toFloatVector();
    }
  }
}
