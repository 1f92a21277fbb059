package io.sequent.common.network.transformer;

import static io.sequent.common.network.transformer.BatchedProduct.transposed;
import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.point;

import io.sequent.common.network.engine.MatrixProduct;
import io.sequent.common.network.engine.Scratch.Memory;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Multi-head self-attention (Vaswani et al. 2017, section 3.2): of each step's vector a query, a
 * key and a value are made for each head; a head gives the mean of the values, weighted with the
 * softmax of {@code query key / sqrt(size)}, and what all heads found is mixed by one more product.
 * Keeps a forward pass for the backward pass.
 */
final class SelfAttention {
  private final StepArithmetic arithmetic;
  private final MatrixProduct product;
  private final BatchSteps steps;
  private final int heads;
  private final double scale;

  private final INDArray x; // [rows, width]
  private final INDArray projected; // [rows, 3 width]: queries, keys, values
  private final INDArray shares; // [batch, heads, time, time]
  private final INDArray used; // The same, or what dropout left of them.
  private final INDArray found; // [rows, width], head by head

  /**
   * The forward pass up to what the heads found.
   *
   * @param x is kept, shape [batch * time, width]
   * @param dropout of the shares
   * @param memory what is kept lies there
   */
  SelfAttention(
      StepArithmetic arithmetic,
      MatrixProduct product,
      BatchSteps steps,
      int heads,
      Affine projection,
      INDArray x,
      @Nullable InvertedDropout dropout,
      Memory memory) {
    this.arithmetic = arithmetic;
    this.product = product;
    this.steps = steps;
    this.heads = heads;
    this.x = x;
    long width = x.size(1);
    scale = 1 / Math.sqrt(width / (double) heads);
    projected = memory.allocate(x.dataType(), 'c', steps.rows(), 3 * width);
    product.multiply(x, projection.weights(), projected);
    arithmetic.addBias(projected, projection.bias());

    shares = memory.allocate(x.dataType(), 'c', sharesShape());
    BatchedProduct.multiply(
        part(projected, Part.QUERY), transposed(part(projected, Part.KEY)), shares, memory);
    arithmetic.softmax(shares, steps, scale);
    if (dropout == null) {
      used = shares;
    } else {
      used = memory.allocate(x.dataType(), 'c', sharesShape());
      arithmetic.drop(shares, dropout, used);
    }
    found = memory.allocate(x.dataType(), 'c', steps.rows(), width);
    BatchedProduct.multiply(used, part(projected, Part.VALUE), byHead(found), memory);
  }

  /** What the heads found, mixed, without the bias; shape [batch * time, width]. */
  INDArray mixed(Affine mixing, Memory memory) {
    INDArray mixed = memory.allocate(found.dataType(), 'c', found.shape());
    product.multiply(found, mixing.weights(), mixed);
    return mixed;
  }

  /** What each step attends to, before dropout, shape [batch, heads, time, time]. */
  INDArray shares() {
    return shares;
  }

  /**
   * The backward pass.
   *
   * @param deltas gradient by {@link #mixed}
   * @param gradients of the projection, all, and of the mixing, the weights, are overwritten
   * @return the gradient by {@code x}
   */
  INDArray backward(INDArray deltas, BlockWeights weights, BlockWeights gradients, Memory memory) {
    product.multiply(found.transpose(), deltas, gradients.mixing().weights());
    INDArray byFound = memory.allocate(deltas.dataType(), 'c', deltas.shape());
    product.multiply(deltas, weights.mixing().weights().transpose(), byFound);

    INDArray byProjected = memory.allocate(deltas.dataType(), 'c', projected.shape());
    INDArray found = byHead(byFound);
    BatchedProduct.multiply(transposed(used), found, part(byProjected, Part.VALUE), memory);
    INDArray byScores = memory.allocate(deltas.dataType(), 'c', sharesShape());
    BatchedProduct.multiply(found, transposed(part(projected, Part.VALUE)), byScores, memory);
    arithmetic.softmaxBackward(shares, used, scale, byScores);
    BatchedProduct.multiply(
        byScores, part(projected, Part.KEY), part(byProjected, Part.QUERY), memory);
    BatchedProduct.multiply(
        transposed(byScores), part(projected, Part.QUERY), part(byProjected, Part.KEY), memory);

    arithmetic.sumRows(byProjected, gradients.projection().bias());
    product.multiply(x.transpose(), byProjected, gradients.projection().weights());
    INDArray byX = byFound; // Its place is free now.
    product.multiply(byProjected, weights.projection().weights().transpose(), byX);
    return byX;
  }

  private long[] sharesShape() {
    return new long[] {steps.batch(), heads, steps.time(), steps.time()};
  }

  /** The thirds of the projected vectors, by their place. */
  private enum Part {
    QUERY(0),
    KEY(1),
    VALUE(2);

    private final int place;

    Part(int place) {
      this.place = place;
    }
  }

  /** A third of the projected vectors by head, shape [batch, heads, time, size]; a view. */
  private INDArray part(INDArray projected, Part part) {
    long size = projected.size(1) / (3L * heads);
    return projected
        .reshape('c', steps.batch(), steps.time(), 3, heads, size)
        .get(all(), all(), point(part.place), all(), all())
        .permute(0, 2, 1, 3);
  }

  /** Shape [batch, heads, time, size]; a view. */
  private INDArray byHead(INDArray matrix) {
    return matrix
        .reshape('c', steps.batch(), steps.time(), heads, matrix.size(1) / heads)
        .permute(0, 2, 1, 3);
  }
}
