package io.sequent.common.bench;

/** The layers that ours are compared with, in the same process. */
enum Comparison {
  NONE,
  /** The layers that Deeplearning4j comes with. */
  DL4J
}
