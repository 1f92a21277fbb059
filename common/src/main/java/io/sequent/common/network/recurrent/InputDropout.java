package io.sequent.common.network.recurrent;

import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.random.impl.DropOutInverted;
import org.nd4j.linalg.factory.Broadcast;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Dropout of the input of a recurrent layer for one batch: Deeplearning4j's own first, then the one
 * that drops a channel of a sequence at all its steps.
 */
final class InputDropout {
  private final Recurrent layer;
  private final long batch;
  private @Nullable INDArray factors; // [batch, nIn]

  InputDropout(Recurrent layer, long batch) {
    this.layer = layer;
    this.batch = batch;
  }

  /**
   * Draws what is dropped, and drops it.
   *
   * @param steps shape [time * batch, nIn]; stays as it is
   */
  INDArray apply(INDArray steps, int iteration, int epoch, LayerWorkspaceMgr workspaces) {
    INDArray result = steps;
    if (layer.getIDropout() != null) {
      INDArray dropped = like(steps, workspaces);
      layer.getIDropout().applyDropout(result, dropped, iteration, epoch, workspaces);
      result = dropped;
    }
    factors = factors(layer.getInputDropout(), steps.dataType(), batch, steps.size(1), workspaces);
    if (factors != null) {
      INDArray dropped = like(steps, workspaces);
      Broadcast.mul(cube(result), factors, cube(dropped), 1, 2);
      result = dropped;
    }
    return result;
  }

  /**
   * Turns the gradient of the dropped input into that of the input, in place.
   *
   * @param gradient shape [time * batch, nIn]
   */
  void backward(INDArray gradient, int iteration, int epoch) {
    if (factors != null) {
      INDArray cube = cube(gradient);
      Broadcast.mul(cube, factors, cube, 1, 2);
    }
    if (layer.getIDropout() != null) {
      layer.getIDropout().backprop(gradient, gradient, iteration, epoch);
    }
  }

  /**
   * Random factors, 0 with the given probability and otherwise {@code 1 / (1 - probability)}.
   *
   * @return shape [rows, columns]; null for a probability of 0
   */
  static @Nullable INDArray factors(
      double probability, DataType type, long rows, long columns, LayerWorkspaceMgr workspaces) {
    if (probability == 0) {
      return null;
    }
    INDArray factors =
        workspaces
            .createUninitialized(ArrayType.INPUT, type, new long[] {rows, columns}, 'c')
            .assign(1);
    Nd4j.getExecutioner().exec(new DropOutInverted(factors, factors, 1 - probability));
    return factors;
  }

  private static INDArray like(INDArray steps, LayerWorkspaceMgr workspaces) {
    return workspaces.createUninitialized(ArrayType.INPUT, steps.dataType(), steps.shape(), 'c');
  }

  /** From [time * batch, features] to [time, batch, features]. */
  private INDArray cube(INDArray steps) {
    return steps.reshape('c', steps.size(0) / batch, batch, steps.size(1));
  }
}
