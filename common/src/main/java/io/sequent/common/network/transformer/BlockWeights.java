package io.sequent.common.network.transformer;

import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import io.sequent.common.network.layer.Parameter;
import java.util.List;
import java.util.function.Function;
import org.deeplearning4j.nn.weights.IWeightInit;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The parameters of a block, or their gradients.
 *
 * @param attentionNorm in front of the attention
 * @param projection to queries, keys and values side by side, from width to three times the width
 * @param mixing of what the heads found, from width to width
 * @param feedForwardNorm in front of the feed-forward network
 * @param inner from width to the feed-forward network's size
 * @param outer back to width
 */
record BlockWeights(
    Norm attentionNorm,
    Affine projection,
    Affine mixing,
    Norm feedForwardNorm,
    Affine inner,
    Affine outer) {
  private static final String ATTENTION_GAMMA = "gamma1";
  private static final String ATTENTION_BETA = "beta1";
  private static final String PROJECTION = "Wqkv";
  private static final String PROJECTION_BIAS = "bqkv";
  private static final String MIXING = "Wo";
  private static final String MIXING_BIAS = "bo";
  private static final String FEED_FORWARD_GAMMA = "gamma2";
  private static final String FEED_FORWARD_BETA = "beta2";
  private static final String INNER = "W1";
  private static final String INNER_BIAS = "b1";
  private static final String OUTER = "W2";
  private static final String OUTER_BIAS = "b2";

  /** The weights, or their gradients, each by the name of its parameter. */
  static BlockWeights of(Function<String, INDArray> byName) {
    return new BlockWeights(
        new Norm(byName.apply(ATTENTION_GAMMA), byName.apply(ATTENTION_BETA)),
        new Affine(byName.apply(PROJECTION), byName.apply(PROJECTION_BIAS)),
        new Affine(byName.apply(MIXING), byName.apply(MIXING_BIAS)),
        new Norm(byName.apply(FEED_FORWARD_GAMMA), byName.apply(FEED_FORWARD_BETA)),
        new Affine(byName.apply(INNER), byName.apply(INNER_BIAS)),
        new Affine(byName.apply(OUTER), byName.apply(OUTER_BIAS)));
  }

  /**
   * The parameters of a block.
   *
   * @param feedForward units of the feed-forward network's hidden layer
   * @param init of the matrices
   * @param bias first value of all biases
   */
  static List<Parameter> parameters(long width, long feedForward, IWeightInit init, double bias) {
    return List.of(
        Parameter.bias(ATTENTION_GAMMA, 'f', 1, width).filled(1),
        Parameter.bias(ATTENTION_BETA, 'f', 1, width).filled(bias),
        Parameter.weight(PROJECTION, 'f', width, 3 * width)
            .startingAs(weights -> drawThree(init, weights)),
        Parameter.bias(PROJECTION_BIAS, 'f', 1, 3 * width).filled(bias),
        Parameter.weight(MIXING, 'f', width, width).drawn(init),
        Parameter.bias(MIXING_BIAS, 'f', 1, width).filled(bias),
        Parameter.bias(FEED_FORWARD_GAMMA, 'f', 1, width).filled(1),
        Parameter.bias(FEED_FORWARD_BETA, 'f', 1, width).filled(bias),
        Parameter.weight(INNER, 'f', width, feedForward).drawn(init),
        Parameter.bias(INNER_BIAS, 'f', 1, feedForward).filled(bias),
        Parameter.weight(OUTER, 'f', feedForward, width).drawn(init),
        Parameter.bias(OUTER_BIAS, 'f', 1, width).filled(bias));
  }

  /** Queries, keys and values start as three matrices, not as one that is three times as wide. */
  private static void drawThree(IWeightInit init, INDArray weights) {
    long[] shape = {weights.size(0), weights.size(1) / 3};
    long length = shape[0] * shape[1];
    // Matrices side by side lie one after the other in order f.
    INDArray flat = weights.reshape('f', new long[] {weights.length()});
    for (int i = 0; i < 3; i++) {
      INDArray matrix = flat.get(interval(i * length, (i + 1) * length));
      init.init((double) shape[0], (double) shape[1], shape, 'f', matrix);
    }
  }
}
