package io.sequent.common.classify;

/** How a class is decided for by its probability. */
enum DecisionRule {
  /** The most probable one. */
  MOST_PROBABLE,
  /** With an offset to the log probability of each class that maximises macro F1 on validation. */
  MACRO_F1,
  /**
   * The same for the macro F1 that the probabilities themselves lead to expect: with few examples
   * of a class it depends less on chance, but the probabilities have to be calibrated.
   */
  EXPECTED_MACRO_F1
}
