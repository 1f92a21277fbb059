package io.sequent.common.text;

import io.sequent.common.config.Config;
import io.sequent.common.config.Setting;
import io.sequent.common.network.layer.embedding.TokenBag;
import java.util.List;

/**
 * Settings of vectors for pairs of neighbouring words, numbered by their hashes (Joulin et al.
 * 2017). The vector of a word's pair with the word before it is put behind the word's own.
 */
public final class BigramSettings {
  public static final Setting<Integer> BIGRAM_ENTRIES =
      Setting.integer(
              "bigram-entries",
              0,
              0,
              10_000_000,
              "vectors for pairs of words, which share them by hash, 0 for none")
          .comparedAt("0", "50000", "200000");
  public static final Setting<Integer> BIGRAM_EMBEDDING =
      Setting.integer("bigram-embedding", 32, 1, 65536, "size of the vector of a pair of words")
          .comparedAt("16", "32", "64");
  public static final Setting<Double> BIGRAM_DROPOUT =
      Setting.decimal("bigram-dropout", 0, 0, 0.95, "probability to leave out a pair of words")
          .comparedAt("0", "0.2", "0.5");

  private BigramSettings() {}

  public static List<Setting<?>> all() {
    return List.of(BIGRAM_ENTRIES, BIGRAM_EMBEDDING, BIGRAM_DROPOUT);
  }

  /** What the settings put beside a word: one bag of one channel, or none. */
  public static List<TokenBag> bags(Config config) {
    int entries = config.get(BIGRAM_ENTRIES);
    return entries == 0
        ? List.of()
        : List.of(
            new TokenBag(1, entries + 1, config.get(BIGRAM_EMBEDDING), config.get(BIGRAM_DROPOUT)));
  }
}
