package io.sequent.common.network.layer;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.AbstractLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.transforms.any.IsMax;
import org.nd4j.linalg.factory.Broadcast;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Pools sequences into vectors over the steps that count. A sequence without any gives zeros and
 * gets no gradient.
 */
public final class PoolingLayer extends AbstractLayer<SequencePooling> {
  private static final long serialVersionUID = 1L;

  /** Lowers what does not count below all that a network puts out. */
  private static final double FAR = 1e30;

  public PoolingLayer(NeuralNetConfiguration conf, DataType type) {
    super(conf, type);
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    Steps steps = steps();
    INDArray output =
        workspaces.create(ArrayType.ACTIVATIONS, dataType, steps.batch, width(steps.features));
    long from = 0;
    for (Pooling kind : layerConf().getKinds()) {
      long to = from + layerConf().blocks(kind) * steps.features;
      INDArray part = output.get(all(), interval(from, to));
      switch (kind) {
        case MAX -> part.assign(steps.max());
        case MEAN, LAST -> part.assign(steps.weighted(steps.weights(kind)));
        case FLATTEN -> steps.flatten(part);
      }
      from = to;
    }
    return output;
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    assertInputSet(true);
    Steps steps = steps();
    INDArray gradient =
        workspaces
            .createUninitialized(
                ArrayType.ACTIVATION_GRAD,
                dataType,
                new long[] {steps.time, steps.batch, steps.features},
                'c')
            .assign(0);
    long from = 0;
    for (Pooling kind : layerConf().getKinds()) {
      long to = from + layerConf().blocks(kind) * steps.features;
      INDArray part = epsilon.get(all(), interval(from, to)).dup('c');
      switch (kind) {
        case MAX -> gradient.addi(steps.maxGradient(part));
        case MEAN, LAST -> steps.addWeighted(gradient, steps.weights(kind), part);
        case FLATTEN -> steps.addFlat(gradient, part);
      }
      from = to;
    }
    return new Pair<>(new DefaultGradient(), gradient.permute(1, 2, 0));
  }

  @Override
  public @Nullable Pair<INDArray, MaskState> feedForwardMaskArray(
      @Nullable INDArray mask, @Nullable MaskState state, int batch) {
    maskArray = mask;
    maskState = state;
    return null; // Behind the pooling there is no time.
  }

  @Override
  public boolean isPretrainLayer() {
    return false;
  }

  @Override
  public void clearNoiseWeightParams() {
    // There are no weights.
  }

  private long width(long features) {
    return features * layerConf().getKinds().stream().mapToLong(layerConf()::blocks).sum();
  }

  private Steps steps() {
    return new Steps(
        TimeMajor.matrix(input.castTo(dataType)),
        input.size(0),
        SequenceMask.of(maskArray, dataType));
  }

  /** The layer's input in time-major order, with the arithmetic of each kind of pooling. */
  private final class Steps {
    final long time;
    final long batch;
    final long features;
    private final INDArray cube; // [time, batch, features]
    private final @Nullable SequenceMask mask;

    Steps(INDArray matrix, long batch, @Nullable SequenceMask mask) {
      this.batch = batch;
      this.time = matrix.size(0) / batch;
      this.features = matrix.size(1);
      this.cube = matrix.reshape('c', time, batch, features);
      this.mask = mask;
    }

    INDArray max() {
      INDArray max = lowered().max(0);
      return mask == null ? max : max.muliColumnVector(alive(mask));
    }

    /** Goes to the first of equal maxima. */
    INDArray maxGradient(INDArray epsilon) {
      INDArray isMax = Nd4j.exec(new IsMax(lowered(), cube.ulike(), 0))[0];
      Broadcast.mul(isMax, epsilon, isMax, 1, 2);
      return masked(isMax);
    }

    /** Shape [time, batch]; what share each step has in the pooled vector. */
    @SuppressWarnings("try") // The workspace scope is all that is wanted.
    INDArray weights(Pooling kind) {
      try (MemoryWorkspace none = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
        double[][] weights = new double[(int) time][(int) batch];
        for (int b = 0; b < batch; b++) {
          int count = 0;
          int last = -1;
          for (int t = 0; t < time; t++) {
            if (mask == null || mask.counts(t, b)) {
              count++;
              last = t;
            }
          }
          for (int t = 0; t < time; t++) {
            if (kind == Pooling.LAST) {
              weights[t][b] = t == last ? 1 : 0;
            } else if (mask == null || mask.counts(t, b)) {
              weights[t][b] = 1.0 / count;
            }
          }
        }
        return Nd4j.create(weights).castTo(dataType);
      }
    }

    INDArray weighted(INDArray weights) {
      return Broadcast.mul(cube, weights, cube.ulike(), 0, 1).sum(0);
    }

    void addWeighted(INDArray gradient, INDArray weights, INDArray epsilon) {
      INDArray spread = cube.ulike();
      Broadcast.copy(spread, epsilon, spread, 1, 2);
      Broadcast.mul(spread, weights, spread, 0, 1);
      gradient.addi(spread);
    }

    void flatten(INDArray target) {
      int length = layerConf().getLength();
      if (time > length) {
        throw new IllegalArgumentException(
            "a sequence of %d steps where flatten provides for %d".formatted(time, length));
      }
      INDArray steps = mask == null ? cube : masked(cube.dup('c'));
      INDArray room = Nd4j.create(dataType, batch, length, features);
      room.get(all(), interval(0, time), all()).assign(steps.permute(1, 0, 2));
      target.assign(room.reshape('c', batch, length * features));
    }

    void addFlat(INDArray gradient, INDArray epsilon) {
      INDArray room = epsilon.reshape('c', batch, layerConf().getLength(), features);
      INDArray steps = room.get(all(), interval(0, time), all()).permute(1, 0, 2).dup('c');
      gradient.addi(masked(steps));
    }

    /** The steps, those that do not count lowered below all others. */
    private INDArray lowered() {
      if (mask == null) {
        return cube;
      }
      INDArray lowered = masked(cube.dup('c'));
      INDArray lowering = mask.flat().sub(1).muli(FAR).reshape('c', time, batch);
      return Broadcast.add(lowered, lowering, lowered, 0, 1);
    }

    private INDArray masked(INDArray steps) {
      return mask == null
          ? steps
          : Broadcast.mul(steps, mask.flat().reshape('c', time, batch), steps, 0, 1);
    }

    /** One for each sequence with a step that counts, else zero; shape [batch, 1]. */
    private INDArray alive(SequenceMask mask) {
      return mask.flat().reshape('c', time, batch).max(0).reshape(batch, 1);
    }
  }
}
