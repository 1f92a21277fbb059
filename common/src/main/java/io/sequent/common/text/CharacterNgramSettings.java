package io.sequent.common.text;

import io.sequent.common.config.Config;
import io.sequent.common.config.Setting;
import java.util.List;
import java.util.Optional;

/** Settings of embeddings of a token's character n-grams, which are indexed by hash. */
public final class CharacterNgramSettings {
  public static final Setting<Integer> NGRAM_EMBEDDING =
      Setting.integer(
              "ngram-embedding",
              0,
              0,
              65536,
              "size of the mean vector of a token's character n-grams, 0 for none")
          .comparedAt("0", "16", "32", "64");
  public static final Setting<Integer> NGRAM_ENTRIES =
      Setting.integer(
          "ngram-entries", 20_000, 1, 10_000_000, "number of n-gram vectors, shared by hash");
  public static final Setting<Double> NGRAM_DROPOUT =
      Setting.decimal("ngram-dropout", 0, 0, 0.95, "probability of dropping an n-gram")
          .comparedAt("0", "0.2", "0.5");

  private CharacterNgramSettings() {}

  public static List<Setting<?>> all() {
    return List.of(NGRAM_EMBEDDING, NGRAM_ENTRIES, NGRAM_DROPOUT);
  }

  /** The n-grams of a token that the settings ask for. */
  public static Optional<TokenFeature> from(Config config) {
    int size = config.get(NGRAM_EMBEDDING);
    return size == 0
        ? Optional.empty()
        : Optional.of(
            new CharacterNgrams(config.get(NGRAM_ENTRIES), size, config.get(NGRAM_DROPOUT)));
  }
}
