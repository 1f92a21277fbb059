package io.sequent.common.classify;

/** How the probabilities of a classifier are calibrated after training. */
enum CalibrationMethod {
  /** They are those of the network. */
  NONE,
  /** By the {@link Temperature} with the least loss on validation. */
  TEMPERATURE
}
