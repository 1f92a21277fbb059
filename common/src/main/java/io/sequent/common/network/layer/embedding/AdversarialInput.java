package io.sequent.common.network.layer.embedding;

/**
 * A layer whose output training can move slightly in the direction that raises the loss, so that
 * the network is trained on the neighbourhood of each example too (Goodfellow et al. 2015; for word
 * vectors, Miyato et al. 2017). It needs two training passes with the same random numbers, {@link
 * #aim} before the first and {@link #move} before the second, and {@link #rest} after both. Memory
 * that is carried from batch to batch would advance twice, so it cannot be combined with this.
 */
public interface AdversarialInput {
  /** Whether training is to do so. */
  boolean isAdversarial();

  /** The next training pass finds the direction; it writes no gradient of this layer. */
  void aim();

  /**
   * Training passes are moved from now on.
   *
   * @throws IllegalStateException if no pass has found the direction
   */
  void move();

  /** Nothing is moved from now on. */
  void rest();
}
