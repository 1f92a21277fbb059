package io.sequent.tasks.stocks;

/** What the network sees and tells; figures are always in prices. */
enum Target {
  /**
   * Sees daily log-returns, tells the log-return from the window's last close to the target, each
   * divided by its standard deviation in training. Zero is persistence.
   */
  LOG_RETURN,

  /**
   * Sees prices, less their mean and divided by their standard deviation in training; tells the
   * log-return as {@link #LOG_RETURN} does. So the level is known and zero is persistence.
   */
  RESIDUAL,

  /** Sees and tells prices, less their mean and divided by their standard deviation in training. */
  PRICE,

  /** Sees and tells prices as they are, as the published experiment did. */
  RAW_PRICE
}
