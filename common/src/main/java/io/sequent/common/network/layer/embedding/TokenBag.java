package io.sequent.common.network.layer.embedding;

import io.sequent.common.network.layer.DropoutProbability;

/**
 * A table of vectors beside those of the tokens in a {@link TokenEmbedding}: each token has several
 * entries of it, such as its character n-grams by their hashes, and the mean of their vectors (of
 * those of words and n-grams: Bojanowski et al. 2017) is put behind the token's own.
 *
 * @param channels entries that a token has at most; the input has as many more channels
 * @param entries how many ids there are, 0 included, which stands for no entry
 * @param size of the vector of an entry
 * @param dropout the probability of each entry to be left out in training, from 0 to less than 1
 */
public record TokenBag(int channels, int entries, int size, double dropout) {
  public TokenBag {
    if (channels < 1 || entries < 2 || size < 1) {
      throw new IllegalArgumentException(
          "a bag of %d channels, %d entries and size %d, expected at least 1, 2 and 1"
              .formatted(channels, entries, size));
    }
    DropoutProbability.require("bag dropout", dropout);
  }
}
