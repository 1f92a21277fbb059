package io.sequent.common.classify;

/** How a class is decided for by its probability. */
enum DecisionRule {
  /** The most probable one. */
  MOST_PROBABLE,
  /** With an offset to the log probability of each class that maximises macro F1 on validation. */
  MACRO_F1,
  /**
   * The same for the macro F1 that the probabilities lead to expect, corrected for what the classes
   * have too much or too little of on validation: with few examples of a class it depends less on
   * chance.
   */
  EXPECTED_MACRO_F1
}
