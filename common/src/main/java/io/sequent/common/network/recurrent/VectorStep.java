package io.sequent.common.network.recurrent;

/** One layer at one step of some sequences, whose vectors lie one after the other. */
interface VectorStep extends AutoCloseable {
  /**
   * Computes.
   *
   * @return overwritten by the next call
   */
  float[] apply(float[] vectors);

  /** Forgets the steps before. */
  void forget();

  @Override
  void close();
}
