package io.sequent.common.classify;

import io.sequent.common.config.Setting;
import java.util.List;

/** Settings of models that read bags of n-grams. */
final class TermSettings {
  public static final Setting<Integer> WORD_NGRAMS =
      Setting.integer("word-ngrams", 1, 1, 5, "bow, linear: longest word n-grams that are terms")
          .comparedAt("1", "2", "3");
  public static final Setting<Integer> CHARACTER_NGRAMS =
      Setting.integer(
              "character-ngrams",
              0,
              0,
              8,
              "bow, linear: longest character n-grams of words that are terms too, 0 for none")
          .comparedAt("0", "4", "5");
  public static final Setting<Integer> HASH_ENTRIES =
      Setting.integer(
          "hash-entries",
          0,
          0,
          10_000_000,
          "bow, linear: size of the hash table of terms, 0 for a vocabulary of terms");
  public static final Setting<TermWeighting> WEIGHTING =
      Setting.choice("weighting", TermWeighting.TF_IDF, "bow, linear: weight of a term in a text")
          .comparedAt("counts", "binary", "tf-idf", "naive-bayes");

  private TermSettings() {}

  public static List<Setting<?>> all() {
    return List.of(WORD_NGRAMS, CHARACTER_NGRAMS, HASH_ENTRIES, WEIGHTING);
  }
}
