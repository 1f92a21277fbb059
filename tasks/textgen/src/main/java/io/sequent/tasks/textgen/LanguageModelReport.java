package io.sequent.tasks.textgen;

/**
 * How well a model predicts the next symbol of a text.
 *
 * @param symbols number of predicted symbols
 * @param nats the mean of {@code -ln p} of the true symbol, in nats per symbol
 * @param accuracy share of symbols that the model considered most probable, 0..1
 */
record LanguageModelReport(long symbols, double nats, double accuracy) {
  /**
   * The means over all symbols.
   *
   * @param symbols number of symbols, at least 1
   * @param nats the sum of {@code -ln p} of the true symbols
   * @param hits number of them that the model considered most probable
   */
  static LanguageModelReport of(long symbols, double nats, long hits) {
    if (symbols < 1 || hits < 0 || hits > symbols) {
      throw new IllegalArgumentException(
          "%d hits among %d symbols, expected at least one symbol and no more hits than symbols"
              .formatted(hits, symbols));
    }
    return new LanguageModelReport(symbols, nats / symbols, (double) hits / symbols);
  }

  /** Cross-entropy in bits per symbol. */
  double bits() {
    return nats / Math.log(2);
  }

  /** {@code exp(nats)}: the number of equally likely symbols that would be as hard to predict. */
  double perplexity() {
    return Math.exp(nats);
  }
}
