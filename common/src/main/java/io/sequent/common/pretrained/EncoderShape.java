package io.sequent.common.pretrained;

import java.util.ArrayList;
import java.util.List;

/**
 * The sizes of an encoder of the BERT family: post-norm layers, exact (erf) GELU, learnt absolute
 * positions.
 *
 * @param vocabulary word pieces, with the special ones
 * @param hidden width of a state
 * @param layers encoder layers, one upon the other
 * @param heads attention heads of a layer; they divide {@code hidden}
 * @param intermediate width between the two products of a layer's feed-forward part
 * @param positions the longest text in word pieces, with the special ones at both ends
 * @param tokenTypes segments that a text may have, of which the first alone is used; 0 if the
 *     encoder has none
 * @param epsilon added to the variance in layer normalisation
 */
public record EncoderShape(
    int vocabulary,
    int hidden,
    int layers,
    int heads,
    int intermediate,
    int positions,
    int tokenTypes,
    double epsilon) {
  private static final int MOST_LAYERS = 1000;
  private static final int MOST_NUMBERS = Integer.MAX_VALUE - 8;

  /**
   * @throws IllegalArgumentException if a size is out of range or an array would be larger than
   *     Java's; the message says which
   */
  public EncoderShape {
    check("vocabulary", vocabulary, 1, MOST_NUMBERS);
    check("hidden", hidden, 1, MOST_NUMBERS / vocabulary);
    check("layers", layers, 1, MOST_LAYERS);
    check("heads", heads, 1, hidden);
    check("intermediate", intermediate, 1, MOST_NUMBERS / hidden);
    check("positions", positions, 1, MOST_NUMBERS / hidden);
    check("tokenTypes", tokenTypes, 0, MOST_NUMBERS / hidden);
    check("hidden", hidden, 1, MOST_NUMBERS / hidden);
    if (hidden % heads != 0) {
      throw new IllegalArgumentException(
          "%d heads do not divide the width %d".formatted(heads, hidden));
    }
    if (!(epsilon > 0 && epsilon < 1)) {
      throw new IllegalArgumentException("epsilon %s, expected 0 to 1".formatted(epsilon));
    }
  }

  private static void check(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "%s %d, expected %d to %d".formatted(name, value, least, most));
    }
  }

  /** Those that matter for the states. */
  public EncoderSizes sizes() {
    return new EncoderSizes(vocabulary, hidden, positions);
  }

  /** The arrays, from the embeddings to the last layer. */
  public List<EncoderWeight> weights() {
    List<EncoderWeight> weights = new ArrayList<>();
    weights.add(EncoderWeight.of("embeddings.word.weight", vocabulary, hidden));
    weights.add(EncoderWeight.of("embeddings.position.weight", positions, hidden));
    if (tokenTypes > 0) {
      weights.add(EncoderWeight.of("embeddings.type.weight", tokenTypes, hidden));
    }
    addNorm(weights, "embeddings.norm");
    for (int i = 0; i < layers; i++) {
      String layer = "layer." + i + ".";
      addDense(weights, layer + "query", hidden, hidden);
      addDense(weights, layer + "key", hidden, hidden);
      addDense(weights, layer + "value", hidden, hidden);
      addDense(weights, layer + "attention", hidden, hidden);
      addNorm(weights, layer + "attention.norm");
      addDense(weights, layer + "intermediate", hidden, intermediate);
      addDense(weights, layer + "output", intermediate, hidden);
      addNorm(weights, layer + "output.norm");
    }
    return weights;
  }

  private void addNorm(List<EncoderWeight> weights, String name) {
    weights.add(EncoderWeight.of(name + ".weight", hidden));
    weights.add(EncoderWeight.of(name + ".bias", hidden));
  }

  private static void addDense(List<EncoderWeight> weights, String name, int in, int out) {
    weights.add(EncoderWeight.of(name + ".weight", in, out));
    weights.add(EncoderWeight.of(name + ".bias", out));
  }
}
