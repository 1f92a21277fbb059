package io.sequent.common.network.transformer;

import io.sequent.common.network.engine.MatrixProduct;
import io.sequent.common.network.engine.Scratch.Memory;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A pass through a block that normalises what each branch reads:
 *
 * <pre>
 * y = x + dropout(attention(norm(x)))
 * z = y + dropout(feedForward(norm(y)))
 * </pre>
 */
final class PreNormPass implements BlockPass {
  private final StepArithmetic arithmetic;
  private final BatchSteps steps;
  private final BlockWeights weights;
  private final Dropouts dropouts;

  private final INDArray x; // [batch * time, width]
  private final INDArray xMoments; // [batch * time, 2]
  private final SelfAttention attention;
  private final INDArray y;
  private final INDArray yMoments;
  private final FeedForward feedForward;

  /**
   * The forward pass.
   *
   * @param x is kept, shape [batch * time, width]
   * @param output is overwritten, of the same shape
   * @param kept memory of what the backward pass needs
   * @param scratch memory of what it does not need
   */
  PreNormPass(
      StepArithmetic arithmetic,
      BatchSteps steps,
      TransformerBlock block,
      BlockWeights weights,
      Dropouts dropouts,
      INDArray x,
      INDArray output,
      Memory kept,
      Memory scratch) {
    this.arithmetic = arithmetic;
    this.steps = steps;
    this.weights = weights;
    this.dropouts = dropouts;
    this.x = x;
    DataType type = x.dataType();

    INDArray normed = kept.allocate(type, 'c', x.shape());
    xMoments = kept.allocate(type, 'c', steps.rows(), 2);
    arithmetic.normalize(x, steps, weights.attentionNorm(), block.getEpsilon(), normed, xMoments);
    MatrixProduct product = MatrixProduct.of(block.getPrecision());
    attention =
        new SelfAttention(
            arithmetic,
            product,
            steps,
            block.getHeads(),
            weights.projection(),
            normed,
            dropouts.shares(),
            kept);
    INDArray branch = attention.mixed(weights.mixing(), scratch);
    y = kept.allocate(type, 'c', x.shape());
    arithmetic.join(x, branch, weights.mixing().bias(), steps, dropouts.attention(), y);

    normed = kept.allocate(type, 'c', x.shape());
    yMoments = kept.allocate(type, 'c', steps.rows(), 2);
    arithmetic.normalize(y, steps, weights.feedForwardNorm(), block.getEpsilon(), normed, yMoments);
    feedForward =
        new FeedForward(arithmetic, product, block.isExactGelu(), weights.inner(), normed, kept);
    branch = feedForward.outputs(weights.outer(), scratch);
    arithmetic.join(y, branch, weights.outer().bias(), steps, dropouts.feedForward(), output);
  }

  @Override
  public INDArray shares() {
    return attention.shares();
  }

  @Override
  public void backward(INDArray epsilon, BlockWeights gradients, INDArray byX, Memory scratch) {
    INDArray room = scratch.allocate(x.dataType(), 'c', x.shape());
    arithmetic.copy(epsilon, steps, byX);
    INDArray byBranch =
        arithmetic.joinBackward(byX, dropouts.feedForward(), room, gradients.outer().bias());
    INDArray byNormed = feedForward.backward(byBranch, weights, gradients, scratch);
    arithmetic.normalizeBackward(
        y, steps, weights.feedForwardNorm(), yMoments, byNormed, gradients.feedForwardNorm(), byX);

    byBranch = arithmetic.joinBackward(byX, dropouts.attention(), room, gradients.mixing().bias());
    byNormed = attention.backward(byBranch, weights, gradients, scratch);
    arithmetic.normalizeBackward(
        x, steps, weights.attentionNorm(), xMoments, byNormed, gradients.attentionNorm(), byX);
  }
}
