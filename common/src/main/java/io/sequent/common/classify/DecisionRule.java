package io.sequent.common.classify;

/** How a class is decided for by its probability. */
enum DecisionRule {
  /** The most probable one. */
  MOST_PROBABLE,
  /** With an offset to the log probability of each class that maximises macro F1 on validation. */
  MACRO_F1
}
