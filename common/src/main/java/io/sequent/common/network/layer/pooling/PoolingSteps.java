package io.sequent.common.network.layer.pooling;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import io.sequent.common.network.engine.NativeFloats;
import io.sequent.common.network.layer.SequenceMask;
import io.sequent.common.network.layer.TimeMajor;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.transforms.any.IsMax;
import org.nd4j.linalg.factory.Broadcast;
import org.nd4j.linalg.factory.Nd4j;

/** The steps that are pooled, with the arithmetic of each kind of pooling in ND4J operations. */
class PoolingSteps {
  /** Lowers what does not count below all that a network puts out. */
  private static final double FAR = 1e30;

  final @Nullable SequenceMask mask;
  private final INDArray matrix; // [time * batch, features]
  private final INDArray cube; // [time, batch, features]

  /**
   * @param matrix shape [time * batch, features]
   */
  PoolingSteps(INDArray matrix, long batch, @Nullable SequenceMask mask) {
    this.matrix = matrix;
    this.cube = matrix.reshape('c', matrix.size(0) / batch, batch, matrix.size(1));
    this.mask = mask;
  }

  /**
   * The steps of a layer's input.
   *
   * @param input shape [batch, features, time]
   * @param training whether they are kept for a backward pass
   */
  static PoolingSteps of(
      INDArray input, @Nullable SequenceMask mask, boolean training, LayerWorkspaceMgr workspaces) {
    INDArray matrix = TimeMajor.matrix(input);
    if (training) {
      // The backward pass needs it; a copy into order c would be gone by then.
      matrix = workspaces.leverageTo(ArrayType.ACTIVATIONS, matrix);
    }
    return NativeFloats.suit(matrix)
        ? new FloatPoolingSteps(matrix, input.size(0), mask)
        : new PoolingSteps(matrix, input.size(0), mask);
  }

  /** All steps, shape [time * batch, features]. */
  final INDArray matrix() {
    return matrix;
  }

  final int time() {
    return Math.toIntExact(cube.size(0));
  }

  final int batch() {
    return Math.toIntExact(cube.size(1));
  }

  final int features() {
    return Math.toIntExact(cube.size(2));
  }

  /** The largest value of each feature, shape [batch, features]. */
  INDArray max() {
    INDArray max = lowered().max(0);
    return mask == null ? max : max.muliColumnVector(alive(mask));
  }

  /** Adds the gradient of {@link #max}; it goes to the first of equal maxima. */
  void addMax(INDArray gradient, INDArray epsilon) {
    INDArray isMax = Nd4j.exec(new IsMax(lowered(), cube.ulike(), 0))[0];
    Broadcast.mul(isMax, epsilon, isMax, 1, 2);
    gradient.addi(masked(isMax));
  }

  /**
   * A weighted sum of the steps, shape [batch, features].
   *
   * @param weights by step and sequence
   */
  INDArray weighted(double[][] weights) {
    return Broadcast.mul(cube, array(weights), cube.ulike(), 0, 1).sum(0);
  }

  /** Adds the gradient of {@link #weighted} by the steps. */
  void addWeighted(INDArray gradient, double[][] weights, INDArray epsilon) {
    INDArray spread = cube.ulike();
    Broadcast.copy(spread, epsilon, spread, 1, 2);
    Broadcast.mul(spread, array(weights), spread, 0, 1);
    gradient.addi(spread);
  }

  /** Adds the gradient of {@link #weighted} by the weights, those of steps that count. */
  void addByWeights(double[][] gradient, INDArray epsilon) {
    INDArray products = Broadcast.mul(cube, epsilon, cube.ulike(), 1, 2);
    double[][] sums = masked(products).sum(2).toDoubleMatrix();
    for (int t = 0; t < time(); t++) {
      for (int b = 0; b < batch(); b++) {
        gradient[t][b] += sums[t][b];
      }
    }
  }

  /** All steps one after the other. */
  final void flatten(INDArray target, int length) {
    if (time() > length) {
      throw new IllegalArgumentException(
          "a sequence of %d steps where flatten provides for %d".formatted(time(), length));
    }
    INDArray steps = mask == null ? cube : masked(cube.dup('c'));
    INDArray room = Nd4j.create(cube.dataType(), batch(), length, features());
    room.get(all(), interval(0, time()), all()).assign(steps.permute(1, 0, 2));
    target.assign(room.reshape('c', batch(), (long) length * features()));
  }

  /** Adds the gradient of {@link #flatten}. */
  final void addFlat(INDArray gradient, INDArray epsilon, int length) {
    INDArray room = epsilon.reshape('c', batch(), length, features());
    INDArray steps = room.get(all(), interval(0, time()), all()).permute(1, 0, 2).dup('c');
    gradient.addi(masked(steps));
  }

  /** By step and sequence: what share the step has in the mean, the first or the last step. */
  final double[][] weights(Pooling kind) {
    double[][] weights = new double[time()][batch()];
    for (int b = 0; b < batch(); b++) {
      int count = 0;
      int first = -1;
      int last = -1;
      for (int t = 0; t < time(); t++) {
        if (mask == null || mask.counts(t, b)) {
          first = count == 0 ? t : first;
          last = t;
          count++;
        }
      }
      for (int t = 0; t < time(); t++) {
        if (kind == Pooling.FIRST || kind == Pooling.LAST) {
          weights[t][b] = t == (kind == Pooling.FIRST ? first : last) ? 1 : 0;
        } else if (mask == null || mask.counts(t, b)) {
          weights[t][b] = 1.0 / count;
        }
      }
    }
    return weights;
  }

  @SuppressWarnings("try") // The workspace scope is all that is wanted.
  private INDArray array(double[][] weights) {
    try (MemoryWorkspace none = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
      return Nd4j.create(weights).castTo(cube.dataType());
    }
  }

  /** The steps, those that do not count lowered below all others. */
  private INDArray lowered() {
    if (mask == null) {
      return cube;
    }
    INDArray lowered = masked(cube.dup('c'));
    INDArray lowering = mask.flat().sub(1).muli(FAR).reshape('c', time(), batch());
    return Broadcast.add(lowered, lowering, lowered, 0, 1);
  }

  private INDArray masked(INDArray steps) {
    return mask == null
        ? steps
        : Broadcast.mul(steps, mask.flat().reshape('c', time(), batch()), steps, 0, 1);
  }

  /** One for each sequence with a step that counts, else zero; shape [batch, 1]. */
  private INDArray alive(SequenceMask mask) {
    return mask.flat().reshape('c', time(), batch()).max(0).reshape(batch(), 1);
  }
}
