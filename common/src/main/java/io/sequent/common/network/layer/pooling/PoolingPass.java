package io.sequent.common.network.layer.pooling;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import java.util.function.BiConsumer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Pools the steps of a batch in several ways at once, and goes back. */
final class PoolingPass {
  private final Concatenation concatenation;
  private final PoolingSteps steps;
  private final double[][] shares;

  /** A pass without attention. */
  PoolingPass(Concatenation concatenation, PoolingSteps steps) {
    this(concatenation, steps, new double[0][]);
  }

  /**
   * A pass.
   *
   * @param shares of the steps in the attention, by step and sequence
   */
  PoolingPass(Concatenation concatenation, PoolingSteps steps, double[][] shares) {
    this.concatenation = concatenation;
    this.steps = steps;
    this.shares = shares;
  }

  /** The pooled vectors, shape [batch, pooled features]. */
  INDArray pooled(LayerWorkspaceMgr workspaces) {
    INDArray pooled =
        workspaces.create(
            ArrayType.ACTIVATIONS,
            steps.matrix().dataType(),
            steps.batch(),
            concatenation.width(steps.features()));
    eachKind(
        pooled,
        (kind, part) -> {
          switch (kind) {
            case MAX -> part.assign(steps.max());
            case MEAN, FIRST, LAST, ATTENTION -> part.assign(steps.weighted(weights(kind)));
            case FLATTEN -> steps.flatten(part, concatenation.length());
          }
        });
    return pooled;
  }

  /** Room for the gradient by the steps, shape [time * batch, features]. */
  INDArray gradient(LayerWorkspaceMgr workspaces) {
    INDArray like = steps.matrix();
    return workspaces.createUninitialized(
        ArrayType.ACTIVATION_GRAD, like.dataType(), like.shape(), 'c');
  }

  /**
   * Adds the gradient by the steps, the shares taken as given.
   *
   * @param gradient shape [time * batch, features]
   * @param epsilon gradient by the pooled vectors
   */
  void addGradient(INDArray gradient, INDArray epsilon) {
    INDArray bySteps = gradient.reshape('c', steps.time(), steps.batch(), steps.features());
    eachKind(
        epsilon,
        (kind, part) -> {
          INDArray deltas = part.dup('c');
          switch (kind) {
            case MAX -> steps.addMax(bySteps, deltas);
            case MEAN, FIRST, LAST, ATTENTION -> steps.addWeighted(bySteps, weights(kind), deltas);
            case FLATTEN -> steps.addFlat(bySteps, deltas, concatenation.length());
          }
        });
  }

  /**
   * The gradient by the shares, by step and sequence.
   *
   * @param epsilon gradient by the pooled vectors
   */
  double[][] byShares(INDArray epsilon) {
    double[][] byShares = new double[steps.time()][steps.batch()];
    eachKind(
        epsilon,
        (kind, part) -> {
          if (kind == Pooling.ATTENTION) {
            steps.addByWeights(byShares, part.dup('c'));
          }
        });
    return byShares;
  }

  private double[][] weights(Pooling kind) {
    return kind == Pooling.ATTENTION ? shares : steps.weights(kind);
  }

  /** Does something with the columns of each kind. */
  private void eachKind(INDArray pooled, BiConsumer<Pooling, INDArray> action) {
    long from = 0;
    for (Pooling kind : concatenation.kinds()) {
      long to = from + (long) concatenation.blocks(kind) * steps.features();
      action.accept(kind, pooled.get(all(), interval(from, to)));
      from = to;
    }
  }
}
