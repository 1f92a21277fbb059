package io.sequent.common.network.transformer;

import io.sequent.common.network.engine.MatrixProduct;
import io.sequent.common.network.engine.Scratch.Memory;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Two dense layers at each step with a Gaussian error linear unit between them (Vaswani et al.
 * 2017, section 3.3). Keeps a forward pass for the backward pass.
 */
final class FeedForward {
  private final StepArithmetic arithmetic;
  private final MatrixProduct product;
  private final INDArray x; // [rows, width]
  private final INDArray slopes; // [rows, size], the activation's derivative
  private final INDArray hidden; // [rows, size]

  /**
   * The forward pass up to the activation.
   *
   * @param exactGelu whether the activation is computed with erf
   * @param x is kept, shape [batch * time, width]
   * @param memory what is kept lies there
   */
  FeedForward(
      StepArithmetic arithmetic,
      MatrixProduct product,
      boolean exactGelu,
      Affine inner,
      INDArray x,
      Memory memory) {
    this.arithmetic = arithmetic;
    this.product = product;
    this.x = x;
    long[] shape = {x.size(0), inner.weights().size(1)};
    INDArray sums = memory.allocate(x.dataType(), 'c', shape);
    hidden = memory.allocate(x.dataType(), 'c', shape);
    product.multiply(x, inner.weights(), sums);
    arithmetic.gelu(exactGelu, sums, inner.bias(), hidden);
    slopes = sums;
  }

  /** The outputs without the bias, shape [batch * time, width]. */
  INDArray outputs(Affine outer, Memory memory) {
    INDArray outputs = memory.allocate(x.dataType(), 'c', x.shape());
    product.multiply(hidden, outer.weights(), outputs);
    return outputs;
  }

  /**
   * The backward pass.
   *
   * @param deltas gradient by {@link #outputs}
   * @param gradients of the inner layer, all, and of the outer one, the weights, are overwritten
   * @return the gradient by {@code x}
   */
  INDArray backward(INDArray deltas, BlockWeights weights, BlockWeights gradients, Memory memory) {
    product.multiply(hidden.transpose(), deltas, gradients.outer().weights());
    INDArray bySums = memory.allocate(deltas.dataType(), 'c', hidden.shape());
    product.multiply(deltas, weights.outer().weights().transpose(), bySums);
    arithmetic.geluBackward(slopes, bySums, gradients.inner().bias());
    product.multiply(x.transpose(), bySums, gradients.inner().weights());
    INDArray byX = memory.allocate(deltas.dataType(), 'c', deltas.shape());
    product.multiply(bySums, weights.inner().weights().transpose(), byX);
    return byX;
  }
}
