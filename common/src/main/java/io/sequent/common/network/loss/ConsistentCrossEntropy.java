package io.sequent.common.network.loss;

import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * The cross-entropy, and a penalty where two passes over one example disagree, each with its own
 * dropout (R-Drop, Liang et al. 2021): to each of a pair {@code p, q} of predicted distributions is
 * added
 *
 * <pre>{@code
 * α/4 (KL(p||q) + KL(q||p)) = α/4 Σ (p - q) (ln p - ln q)
 * }</pre>
 *
 * <p>so that a pair has what equation 4 of the paper gives it. Rows {@code 2i} and {@code 2i + 1}
 * are a pair; {@link io.sequent.common.network.update.TrainingStep} reads each example twice.
 */
public final class ConsistentCrossEntropy extends SoftmaxLoss {
  private static final long serialVersionUID = 1L;

  private final double consistency;
  private final double smoothing;

  /**
   * A loss.
   *
   * @param consistency {@code α}, above 0; Liang et al. use 0.5 to 5
   * @param smoothing of the labels, as {@link SmoothedCrossEntropy} has it
   */
  public ConsistentCrossEntropy(
      @JsonProperty("consistency") double consistency,
      @JsonProperty("smoothing") double smoothing) {
    this.consistency = consistency;
    this.smoothing = smoothing;
  }

  /** Whether a loss is one of these, weighted or not. */
  public static boolean isIn(@Nullable ILossFunction loss) {
    return loss instanceof ConsistentCrossEntropy
        || (loss instanceof WeightedClasses weighted && isIn(weighted.getLoss()));
  }

  public double getConsistency() {
    return consistency;
  }

  public double getSmoothing() {
    return smoothing;
  }

  @Override
  INDArray scores(INDArray labels, INDArray log) {
    INDArray other = other(log);
    INDArray apart = log.sub(other).muli(Transforms.exp(log, true).subi(Transforms.exp(other)));
    return crossEntropy().scores(labels, log).addi(apart.muli(consistency / 4));
  }

  @Override
  INDArray elasticity(INDArray labels, INDArray log) {
    // A row changes its own penalty and its partner's, which are the same:
    // p ∂/∂p of α/2 Σ (p - q) (ln p - ln q) is α/2 (p (ln p - ln q) + p - q)
    INDArray other = other(log);
    INDArray p = Transforms.exp(log, true);
    INDArray pull = log.sub(other).addi(1).muli(p).subi(Transforms.exp(other, true));
    return crossEntropy().elasticity(labels, log).addi(pull.muli(consistency / 2));
  }

  private SmoothedCrossEntropy crossEntropy() {
    return new SmoothedCrossEntropy(smoothing);
  }

  /** Each row's partner in its place. */
  private static INDArray other(INDArray rows) {
    long count = rows.size(0);
    if (count % 2 != 0) {
      throw new IllegalArgumentException(count + " rows, expected pairs");
    }
    INDArray pairs = rows.dup('c').reshape('c', count / 2, 2, rows.size(1));
    INDArray turned = Nd4j.concat(1, half(pairs, 1), half(pairs, 0));
    return turned.reshape('c', rows.shape());
  }

  private static INDArray half(INDArray pairs, int index) {
    return pairs.get(
        NDArrayIndex.all(), NDArrayIndex.interval(index, index + 1), NDArrayIndex.all());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ConsistentCrossEntropy that
        && consistency == that.consistency
        && smoothing == that.smoothing;
  }

  @Override
  public int hashCode() {
    return 31 * Double.hashCode(consistency) + Double.hashCode(smoothing);
  }

  @Override
  public String toString() {
    return "ConsistentCrossEntropy(consistency=%s, smoothing=%s)".formatted(consistency, smoothing);
  }
}
