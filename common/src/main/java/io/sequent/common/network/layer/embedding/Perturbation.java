package io.sequent.common.network.layer.embedding;

import io.sequent.common.network.layer.SequenceMask;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What to add to the vectors v of each sequence so that the loss grows the most: ε‖v‖ g / ‖g‖, with
 * g the gradient of the loss in v, both norms over all steps that count. Miyato et al. (2017) scale
 * the vectors of the vocabulary to variance one and add ε g / ‖g‖; a share of the length comes to
 * the same for texts of all lengths, and leaves the vectors alone.
 */
final class Perturbation implements AutoCloseable {
  private final INDArray offsets;

  private Perturbation(INDArray offsets) {
    this.offsets = offsets;
  }

  /**
   * The norm of each sequence.
   *
   * @param vectors shape [time * batch, size]
   * @param mask null if every step counts
   * @return shape [batch]
   */
  static double[] norms(INDArray vectors, int batch, @Nullable SequenceMask mask) {
    return norms(vectors.ravel().toFloatVector(), batch, vectors.size(1), mask);
  }

  /**
   * A perturbation.
   *
   * @param share ε, 0.01 moves the vectors of a sequence by a hundredth of their norm
   * @param norms of the vectors, shape [batch]
   * @param gradient of the loss in the vectors, shape [time * batch, size]
   * @param mask null if every step counts
   */
  @SuppressWarnings("try") // The workspace scope is all that is wanted.
  static Perturbation of(
      double share, double[] norms, INDArray gradient, @Nullable SequenceMask mask) {
    float[] offsets = gradient.ravel().toFloatVector();
    int batch = norms.length;
    int size = Math.toIntExact(gradient.size(1));
    double[] steepness = norms(offsets, batch, size, mask);
    for (int step = 0; step < offsets.length / size; step++) {
      int row = step % batch;
      boolean still = steepness[row] == 0 || !counts(mask, step, batch);
      float scale = still ? 0 : (float) (share * norms[row] / steepness[row]);
      for (int i = step * size; i < (step + 1) * size; i++) {
        offsets[i] *= scale;
      }
    }
    // Kept from one pass to the next: outside of all workspaces.
    try (MemoryWorkspace none = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
      return new Perturbation(Nd4j.create(offsets, gradient.shape(), gradient.dataType()));
    }
  }

  /**
   * Moves vectors.
   *
   * @param vectors shape [time * batch, size]
   * @throws IllegalStateException if they are others than those that it was made for
   */
  void addTo(INDArray vectors) {
    if (!offsets.equalShapes(vectors)) {
      throw new IllegalStateException(
          "a perturbation of %s for vectors of %s"
              .formatted(Arrays.toString(offsets.shape()), Arrays.toString(vectors.shape())));
    }
    vectors.addi(offsets);
  }

  @Override
  public void close() {
    offsets.close();
  }

  private static double[] norms(float[] values, int batch, long size, @Nullable SequenceMask mask) {
    double[] squares = new double[batch];
    for (int i = 0; i < values.length; i++) {
      int step = Math.toIntExact(i / size);
      if (counts(mask, step, batch)) {
        squares[step % batch] += (double) values[i] * values[i];
      }
    }
    return Arrays.stream(squares).map(Math::sqrt).toArray();
  }

  private static boolean counts(@Nullable SequenceMask mask, int step, int batch) {
    return mask == null || mask.counts(step / batch, step % batch);
  }
}
