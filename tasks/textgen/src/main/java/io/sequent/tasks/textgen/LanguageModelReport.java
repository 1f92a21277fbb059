package io.sequent.tasks.textgen;

/**
 * How well a model foresees the next symbol of a text.
 *
 * @param symbols how many symbols were foreseen
 * @param nats the mean of {@code -ln p} of the true symbol, in nats a symbol
 * @param accuracy the share of symbols that were the most probable one, 0..1
 */
public record LanguageModelReport(long symbols, double nats, double accuracy) {
  /**
   * The means over all symbols.
   *
   * @param symbols how many symbols, at least 1
   * @param nats the sum of {@code -ln p} of the true symbols
   * @param hits how many of them were the most probable symbol
   */
  public static LanguageModelReport of(long symbols, double nats, long hits) {
    if (symbols < 1 || hits < 0 || hits > symbols) {
      throw new IllegalArgumentException(
          "%d hits among %d symbols, expected at least one symbol and no more hits than symbols"
              .formatted(hits, symbols));
    }
    return new LanguageModelReport(symbols, nats / symbols, (double) hits / symbols);
  }

  /** The same in bits a symbol. */
  public double bits() {
    return nats / Math.log(2);
  }

  /** {@code exp(nats)}: how many equally likely symbols would be as hard to foresee. */
  public double perplexity() {
    return Math.exp(nats);
  }
}
