package io.sequent.common.bench;

/** What the toolkit is timed against, in the same process. */
public enum Comparison {
  NONE,
  /** The layers that Deeplearning4j comes with. */
  DL4J
}
