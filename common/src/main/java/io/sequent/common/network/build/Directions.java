package io.sequent.common.network.build;

/** Which recurrent layers also read each sequence backwards. */
public enum Directions {
  /** None. */
  FALSE,
  /** All. */
  TRUE,
  /** The top one. */
  TOP;

  /** Whether a layer, counted from 0, is bidirectional. */
  boolean both(int layer, int layers) {
    return this == TRUE || (this == TOP && layer == layers - 1);
  }
}
