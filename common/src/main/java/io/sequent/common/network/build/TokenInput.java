package io.sequent.common.network.build;

import io.sequent.common.network.layer.embedding.TokenBag;
import java.util.List;
import java.util.OptionalInt;

/**
 * What a network on token ids reads, and with which encoder.
 *
 * <pre>{@code
 * TokenInput.of(vocabulary.size(), Vocabulary.UNKNOWN).withEncoder(Encoder.CONVOLUTION, 70)
 * }</pre>
 *
 * @param vocabulary number of ids
 * @param unknown the id of unknown tokens, which dropped tokens become; empty if there is none
 * @param bags what else tokens have, such as character n-grams, each in channels of its own
 * @param encoder what reads the tokens' vectors
 * @param maxLength steps of the longest sequence, for encoders that number them; otherwise ignored
 */
public record TokenInput(
    int vocabulary, OptionalInt unknown, List<TokenBag> bags, Encoder encoder, int maxLength) {
  public TokenInput {
    bags = List.copyOf(bags);
  }

  /** Tokens without an id for unknown ones, read by recurrent layers. */
  public static TokenInput of(int vocabulary) {
    return new TokenInput(vocabulary, OptionalInt.empty(), List.of(), Encoder.RECURRENT, 0);
  }

  /** Tokens read by recurrent layers. */
  public static TokenInput of(int vocabulary, int unknown) {
    return new TokenInput(vocabulary, OptionalInt.of(unknown), List.of(), Encoder.RECURRENT, 0);
  }

  /** The same tokens with what else they have. */
  public TokenInput withBags(List<TokenBag> others) {
    return new TokenInput(vocabulary, unknown, others, encoder, maxLength);
  }

  /**
   * The same tokens read by another encoder.
   *
   * @param steps of the longest sequence
   */
  public TokenInput withEncoder(Encoder other, int steps) {
    return new TokenInput(vocabulary, unknown, bags, other, steps);
  }

  /** Channels of the features: the ids, then those of the bags. */
  int channels() {
    return 1 + bags.stream().mapToInt(TokenBag::channels).sum();
  }

  /** What encodes the vectors of a sequence before they are pooled. */
  public enum Encoder {
    /** Nothing. */
    NONE,
    /** Recurrent layers. */
    RECURRENT,
    /** Convolutions of several widths side by side. */
    CONVOLUTION,
    /**
     * Convolutions, the maximum of each window of steps, then recurrent layers. With {@code
     * batch-norm} the maxima and the outputs of the recurrent layers are normalised over the batch.
     */
    HYBRID,
    /** A transformer's encoder; with pooling by the first step, a class token is put there. */
    TRANSFORMER;

    /** Whether it drops channels of its input itself; otherwise the embedding does. */
    boolean dropsChannels() {
      return this == RECURRENT;
    }
  }
}
