package io.sequent.common.network.layer.embedding;

/**
 * A layer whose output training can move a little, the way that raises the loss, so that what is
 * learnt holds around each example too (Goodfellow et al. 2015; of words' vectors, Miyato et al.
 * 2017). It takes two training passes with the same random numbers, {@link #aim} before the first
 * and {@link #move} before the second, and {@link #rest} after both. Memory that is carried from
 * batch to batch would go on twice, so such training has no adversary.
 */
public interface AdversarialInput {
  /** Whether training is to do so. */
  boolean isAdversarial();

  /** The next training pass finds the way; it writes no gradient of this layer. */
  void aim();

  /**
   * Training passes are moved from now on.
   *
   * @throws IllegalStateException if no pass has found the way
   */
  void move();

  /** Nothing is moved from now on. */
  void rest();
}
