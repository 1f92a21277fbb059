package io.sequent.common.text;

import io.sequent.common.config.Config;
import io.sequent.common.config.Setting;
import java.util.List;
import java.util.Optional;

/** Settings of vectors for the character n-grams of a token, numbered by their hashes. */
public final class CharacterNgramSettings {
  public static final Setting<Integer> NGRAM_EMBEDDING =
      Setting.integer(
              "ngram-embedding",
              0,
              0,
              65536,
              "size of the vector of the mean of a token's character n-grams, 0 for none")
          .comparedAt("0", "16", "32", "64");
  public static final Setting<Integer> NGRAM_ENTRIES =
      Setting.integer(
          "ngram-entries", 20_000, 1, 10_000_000, "vectors for n-grams, which share them by hash");
  public static final Setting<Double> NGRAM_DROPOUT =
      Setting.decimal("ngram-dropout", 0, 0, 0.95, "probability to leave out an n-gram")
          .comparedAt("0", "0.2", "0.5");

  private CharacterNgramSettings() {}

  public static List<Setting<?>> all() {
    return List.of(NGRAM_EMBEDDING, NGRAM_ENTRIES, NGRAM_DROPOUT);
  }

  /** What the settings put beside a token. */
  public static Optional<CharacterNgrams> from(Config config) {
    int size = config.get(NGRAM_EMBEDDING);
    return size == 0
        ? Optional.empty()
        : Optional.of(
            new CharacterNgrams(config.get(NGRAM_ENTRIES), size, config.get(NGRAM_DROPOUT)));
  }
}
