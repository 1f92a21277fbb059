package io.sequent.common.classify;

import io.sequent.common.config.Setting;
import java.util.List;

/** Settings of what a text is to models that read bags of n-grams. */
public final class TermSettings {
  public static final Setting<Integer> WORD_NGRAMS =
      Setting.integer(
              "word-ngrams", 1, 1, 5, "bow, linear: words in a row that count as one term, at most")
          .comparedAt("1", "2", "3");
  public static final Setting<Integer> CHARACTER_NGRAMS =
      Setting.integer(
              "character-ngrams",
              0,
              0,
              8,
              "bow, linear: characters of a word in a row that are a term too, at most; 0 for none")
          .comparedAt("0", "4", "5");
  public static final Setting<Integer> HASH_ENTRIES =
      Setting.integer(
          "hash-entries",
          0,
          0,
          10_000_000,
          "bow, linear: terms share so many weights by hash, 0 to know each by itself");
  public static final Setting<TermWeighting> WEIGHTING =
      Setting.choice("weighting", TermWeighting.TF_IDF, "bow, linear: what a term in a text counts")
          .comparedAt("counts", "binary", "tf-idf", "naive-bayes");

  private TermSettings() {}

  public static List<Setting<?>> all() {
    return List.of(WORD_NGRAMS, CHARACTER_NGRAMS, HASH_ENTRIES, WEIGHTING);
  }
}
