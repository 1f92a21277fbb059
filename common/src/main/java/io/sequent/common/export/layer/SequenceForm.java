package io.sequent.common.export.layer;

/** How the sequences of a batch are handed over. */
public enum SequenceForm {
  /** Padded at the end, with their lengths in an input of its own. */
  PADDED,
  /** All of one length. */
  WHOLE,
  /**
   * All of one length, and each may go on from the state in which another call has ended: recurrent
   * layers have inputs and outputs for it.
   */
  CARRIED
}
