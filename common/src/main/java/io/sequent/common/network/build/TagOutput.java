package io.sequent.common.network.build;

/** How a network tells the tags of a sequence. */
public enum TagOutput {
  /** Each step's by itself. */
  SOFTMAX,
  /**
   * As a whole, with scores for which tag follows which: {@link
   * io.sequent.common.network.crf.LinearChainCrf}.
   */
  CRF
}
