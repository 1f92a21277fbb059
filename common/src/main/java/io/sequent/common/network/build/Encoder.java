package io.sequent.common.network.build;

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
