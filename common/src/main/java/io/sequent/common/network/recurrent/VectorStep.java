package io.sequent.common.network.recurrent;

/** One layer at one step. */
interface VectorStep extends AutoCloseable {
  /**
   * Computes.
   *
   * @return overwritten by the next call
   */
  float[] apply(float[] vector);

  /** Forgets the steps before. */
  void forget();

  @Override
  void close();
}
