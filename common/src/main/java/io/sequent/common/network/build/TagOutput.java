package io.sequent.common.network.build;

/** How a network predicts the tags of a sequence. */
public enum TagOutput {
  /** The tag of each step independently. */
  SOFTMAX,
  /**
   * All tags jointly, with scores for which tag follows which: {@link
   * io.sequent.common.network.crf.LinearChainCrf}.
   */
  CRF
}
