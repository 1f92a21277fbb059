package io.sequent.common.classify;

/** How a class is chosen by its probability. */
public enum DecisionRule {
  /** The most probable one. */
  MOST_PROBABLE,
  /** With a handicap for each class that makes macro F1 best on validation. */
  MACRO_F1
}
