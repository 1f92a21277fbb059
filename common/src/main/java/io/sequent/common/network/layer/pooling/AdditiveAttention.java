package io.sequent.common.network.layer.pooling;

import io.sequent.common.network.engine.MatrixProduct;
import io.sequent.common.network.layer.SequenceMask;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * How much each step has of the mean of its sequence, by additive attention to a learned context:
 * step h gets the score u^T tanh(W h + b), and the shares of a sequence are the softmax of the
 * scores of its steps that count (Yang et al. 2016, equations 5 and 6; the form of the score is
 * that of Bahdanau et al. 2015). Keeps a forward pass for the backward pass.
 */
final class AdditiveAttention {
  private final INDArray steps; // [time * batch, features]
  private final INDArray hidden; // [time * batch, size], tanh(W h + b)
  private final AttentionWeights weights;
  private final double[][] shares; // [time][batch]

  /**
   * The forward pass.
   *
   * @param steps shape [time * batch, features]
   * @param hidden is overwritten and kept, shape [time * batch, size], order c
   * @param mask null if every step counts
   */
  AdditiveAttention(
      INDArray steps,
      int batch,
      @Nullable SequenceMask mask,
      AttentionWeights weights,
      INDArray hidden) {
    this.steps = steps;
    this.hidden = hidden;
    this.weights = weights;
    MatrixProduct.FLOAT.multiply(steps, weights.projection(), hidden);
    Transforms.tanh(hidden.addiRowVector(weights.bias()), false);
    INDArray scores = Nd4j.createUninitialized(hidden.dataType(), hidden.size(0), 1);
    MatrixProduct.FLOAT.multiply(hidden, weights.context(), scores);
    shares = softmax(scores.data().asDouble(), batch, mask);
  }

  /** By step and sequence, adding up to one over a sequence; all zero where no step counts. */
  double[][] shares() {
    return shares;
  }

  /**
   * The backward pass, once.
   *
   * @param byShares gradient by {@link #shares}
   * @param byWeights is overwritten with the gradient by the weights
   * @param bySteps is overwritten with the gradient by the steps, as far as it goes through the
   *     shares, shape [time * batch, features]
   */
  void backward(double[][] byShares, AttentionWeights byWeights, INDArray bySteps) {
    INDArray byScores = column(byScores(byShares));
    MatrixProduct.FLOAT.multiply(hidden.transpose(), byScores, byWeights.context());
    INDArray bySums = hidden.ulike(); // before the tanh
    MatrixProduct.FLOAT.multiply(byScores, weights.context().transpose(), bySums);
    bySums.muli(hidden.muli(hidden).rsubi(1)); // Its place is free now.
    MatrixProduct.FLOAT.multiply(steps.transpose(), bySums, byWeights.projection());
    bySums.sum(byWeights.bias(), 0);
    MatrixProduct.FLOAT.multiply(bySums, weights.projection().transpose(), bySteps);
  }

  /** Of a softmax: a_t (g_t - sum over s of a_s g_s); time-major. */
  private double[] byScores(double[][] byShares) {
    int batch = shares[0].length;
    double[] gradient = new double[shares.length * batch];
    for (int b = 0; b < batch; b++) {
      double mean = 0;
      for (int t = 0; t < shares.length; t++) {
        mean += shares[t][b] * byShares[t][b];
      }
      for (int t = 0; t < shares.length; t++) {
        gradient[t * batch + b] = shares[t][b] * (byShares[t][b] - mean);
      }
    }
    return gradient;
  }

  private static double[][] softmax(double[] scores, int batch, @Nullable SequenceMask mask) {
    int time = scores.length / batch;
    double[][] shares = new double[time][batch];
    for (int b = 0; b < batch; b++) {
      double max = Double.NEGATIVE_INFINITY;
      for (int t = 0; t < time; t++) {
        if (mask == null || mask.counts(t, b)) {
          max = Math.max(max, scores[t * batch + b]);
        }
      }
      double sum = 0;
      for (int t = 0; t < time; t++) {
        if (mask == null || mask.counts(t, b)) {
          shares[t][b] = Math.exp(scores[t * batch + b] - max);
          sum += shares[t][b];
        }
      }
      for (int t = 0; t < time && sum != 0; t++) {
        shares[t][b] /= sum;
      }
    }
    return shares;
  }

  private INDArray column(double[] numbers) {
    return Nd4j.create(numbers, new long[] {numbers.length, 1}, hidden.dataType());
  }
}
