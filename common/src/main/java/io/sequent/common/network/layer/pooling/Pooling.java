package io.sequent.common.network.layer.pooling;

/** How the outputs at all steps of a sequence become one vector. */
public enum Pooling {
  /** The largest value of each feature. */
  MAX,
  /** The mean of each feature. */
  MEAN,
  /** The features of the first step, such as a class token. */
  FIRST,
  /** The features of the last step. */
  LAST,
  /** All steps one after the other; needs sequences of one fixed length. */
  FLATTEN,
  /** The mean of each feature, weighted by learned attention. */
  ATTENTION
}
