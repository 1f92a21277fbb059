package io.sequent.common.data;

import java.util.List;
import java.util.SplittableRandom;

/**
 * The minibatches in which a network reads examples.
 *
 * <p>Which batches an epoch has follows from the seed and the number of the epoch alone, so that a
 * training can be resumed in another process.
 *
 * @param <E> one example
 */
public interface Batches<E> {
  /** Number of batches in an epoch, the same in each. */
  int perEpoch();

  /** Number of examples in an epoch. */
  int examples();

  /**
   * The batches of one training epoch, in an order that depends on nothing but the two numbers.
   *
   * @param seed the seed of the run
   * @param epoch the number of the epoch
   */
  List<List<E>> epoch(long seed, int epoch);

  /** The batches of an evaluation: each example once. Without gradients they may be larger. */
  List<List<E>> forEvaluation();

  /**
   * Whether a batch continues where the one before it ended: its example {@code i} follows on
   * example {@code i} of that one. A batch may be smaller than the one before; then the last
   * examples of that one had none to follow on them.
   */
  boolean consecutive();

  /** What turns a batch into arrays. */
  Vectorizer<E> vectorizer();

  /** The share of time steps that are padding, 0 to 1. */
  default double paddingShare(List<List<E>> batches) {
    long real = 0;
    long all = 0;
    for (List<E> batch : batches) {
      int longest = 0;
      for (E example : batch) {
        int length = vectorizer().length(example);
        longest = Math.max(longest, length);
        real += length;
      }
      all += (long) longest * batch.size();
    }
    return all == 0 ? 0 : 1 - (double) real / all;
  }

  /**
   * A seed for everything random in one epoch, unrelated to that of any other epoch or seed.
   *
   * <p>The two rounds of mixing are those of SplitMix64 (Steele, Lea and Flood, 2014).
   */
  static long epochSeed(long seed, int epoch) {
    return new SplittableRandom(new SplittableRandom(seed).nextLong() + epoch).nextLong();
  }
}
