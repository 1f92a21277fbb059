package io.sequent.tasks.stocks;

/** What the network reads and predicts; figures are always in prices. */
enum Target {
  /**
   * Reads daily log-returns, predicts the log-return from the window's last close to the target,
   * each divided by its standard deviation in training. Zero is persistence.
   */
  LOG_RETURN,

  /**
   * Reads prices, standardized by their mean and deviation in training; predicts the log-return as
   * {@link #LOG_RETURN} does. So the level is known and zero is persistence.
   */
  RESIDUAL,

  /** Reads and predicts prices, standardized by their mean and deviation in training. */
  PRICE,

  /** Reads and predicts prices as they are, as the published experiment did. */
  RAW_PRICE
}
