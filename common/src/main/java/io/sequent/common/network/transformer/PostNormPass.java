package io.sequent.common.network.transformer;

import io.sequent.common.network.engine.MatrixProduct;
import io.sequent.common.network.engine.Scratch.Memory;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A pass through a block that normalises what each branch adds to:
 *
 * <pre>
 * y = norm(x + dropout(attention(x)))
 * z = norm(y + dropout(feedForward(y)))
 * </pre>
 */
final class PostNormPass implements BlockPass {
  private final StepArithmetic arithmetic;
  private final BatchSteps steps;
  private final BlockWeights weights;
  private final Dropouts dropouts;

  private final SelfAttention attention;
  private final INDArray attended; // [batch * time, width]: x and what the attention added
  private final INDArray attendedMoments; // [batch * time, 2]
  private final FeedForward feedForward;
  private final INDArray fed; // [batch * time, width]: y and what the feed-forward network added
  private final INDArray fedMoments;

  /**
   * The forward pass.
   *
   * @param x is kept, shape [batch * time, width]
   * @param output is overwritten, of the same shape
   * @param kept memory of what the backward pass needs
   * @param scratch memory of what it does not need
   */
  PostNormPass(
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
    DataType type = x.dataType();
    double epsilon = block.getEpsilon();

    MatrixProduct product = MatrixProduct.of(block.getPrecision());
    attention =
        new SelfAttention(
            arithmetic,
            product,
            steps,
            block.getHeads(),
            weights.projection(),
            x,
            dropouts.shares(),
            kept);
    INDArray branch = attention.mixed(weights.mixing(), scratch);
    attended = kept.allocate(type, 'c', x.shape());
    arithmetic.join(x, branch, weights.mixing().bias(), steps, dropouts.attention(), attended);
    INDArray y = kept.allocate(type, 'c', x.shape());
    attendedMoments = kept.allocate(type, 'c', steps.rows(), 2);
    arithmetic.normalize(attended, steps, weights.attentionNorm(), epsilon, y, attendedMoments);

    feedForward =
        new FeedForward(arithmetic, product, block.isExactGelu(), weights.inner(), y, kept);
    branch = feedForward.outputs(weights.outer(), scratch);
    fed = kept.allocate(type, 'c', x.shape());
    arithmetic.join(y, branch, weights.outer().bias(), steps, dropouts.feedForward(), fed);
    fedMoments = kept.allocate(type, 'c', steps.rows(), 2);
    arithmetic.normalize(fed, steps, weights.feedForwardNorm(), epsilon, output, fedMoments);
  }

  @Override
  public INDArray shares() {
    return attention.shares();
  }

  @Override
  public void backward(INDArray epsilon, BlockWeights gradients, INDArray byX, Memory scratch) {
    INDArray room = scratch.allocate(epsilon.dataType(), 'c', epsilon.shape());
    INDArray bySum = scratch.allocate(epsilon.dataType(), 'c', epsilon.shape()).assign(0);
    arithmetic.normalizeBackward(
        fed,
        steps,
        weights.feedForwardNorm(),
        fedMoments,
        epsilon,
        gradients.feedForwardNorm(),
        bySum);
    INDArray byBranch =
        arithmetic.joinBackward(bySum, dropouts.feedForward(), room, gradients.outer().bias());
    INDArray byY = feedForward.backward(byBranch, weights, gradients, scratch).addi(bySum);

    byX.assign(0);
    arithmetic.normalizeBackward(
        attended,
        steps,
        weights.attentionNorm(),
        attendedMoments,
        byY,
        gradients.attentionNorm(),
        byX);
    byBranch = arithmetic.joinBackward(byX, dropouts.attention(), room, gradients.mixing().bias());
    byX.addi(attention.backward(byBranch, weights, gradients, scratch));
  }
}
