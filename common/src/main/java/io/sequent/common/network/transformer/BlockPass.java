package io.sequent.common.network.transformer;

import io.sequent.common.network.engine.Scratch.Memory;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/** One pass through a block, forward when made, then backward once. */
interface BlockPass {
  /** What each step attends to, before dropout, shape [batch, heads, time, time]. */
  INDArray shares();

  /**
   * The backward pass.
   *
   * @param epsilon gradient by the outputs, shape [batch * time, width]
   * @param gradients are overwritten
   * @param byX is overwritten with the gradient by x
   */
  void backward(INDArray epsilon, BlockWeights gradients, INDArray byX, Memory scratch);

  /**
   * What is dropped in a pass.
   *
   * @param shares of the attention
   * @param attention the outputs of the attention
   * @param feedForward the outputs of the feed-forward network
   */
  record Dropouts(
      @Nullable InvertedDropout shares,
      @Nullable InvertedDropout attention,
      @Nullable InvertedDropout feedForward) {
    /**
     * Draws what is dropped.
     *
     * @param shares probability of the shares, 0 for none
     * @param residual probability of the outputs of both branches, 0 for none
     */
    static Dropouts draw(double shares, double residual) {
      return new Dropouts(
          InvertedDropout.draw(shares),
          InvertedDropout.draw(residual),
          InvertedDropout.draw(residual));
    }
  }
}
