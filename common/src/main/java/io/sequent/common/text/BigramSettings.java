package io.sequent.common.text;

import io.sequent.common.config.Config;
import io.sequent.common.config.Setting;
import io.sequent.common.network.layer.embedding.TokenBag;
import java.util.List;

/**
 * Settings of embeddings of word bigrams, which are indexed by hash (Joulin et al. 2017). The
 * vector of a word and the word before it is appended to the word's own.
 */
public final class BigramSettings {
  public static final Setting<Integer> BIGRAM_ENTRIES =
      Setting.integer(
              "bigram-entries",
              0,
              0,
              10_000_000,
              "number of vectors of word bigrams, shared by hash, 0 for none")
          .comparedAt("0", "50000", "200000");
  public static final Setting<Integer> BIGRAM_EMBEDDING =
      Setting.integer("bigram-embedding", 32, 1, 65536, "size of the vector of a word bigram")
          .comparedAt("16", "32", "64");
  public static final Setting<Double> BIGRAM_DROPOUT =
      Setting.decimal("bigram-dropout", 0, 0, 0.95, "probability of dropping a word bigram")
          .comparedAt("0", "0.2", "0.5");

  private BigramSettings() {}

  public static List<Setting<?>> all() {
    return List.of(BIGRAM_ENTRIES, BIGRAM_EMBEDDING, BIGRAM_DROPOUT);
  }

  /** The bags that the settings add to a word: one of one channel, or none. */
  public static List<TokenBag> bags(Config config) {
    int entries = config.get(BIGRAM_ENTRIES);
    return entries == 0
        ? List.of()
        : List.of(
            new TokenBag(1, entries + 1, config.get(BIGRAM_EMBEDDING), config.get(BIGRAM_DROPOUT)));
  }
}
