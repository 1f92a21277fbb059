package io.sequent.common.data;

import io.sequent.common.config.Config;
import io.sequent.common.config.Setting;
import java.util.List;
import java.util.stream.Stream;

/** Settings of which tokens a network knows. */
public final class VocabularySettings {
  public static final Setting<Integer> MIN_COUNT =
      Setting.integer(
          "min-count",
          2,
          1,
          Integer.MAX_VALUE,
          "how often a word must occur in the training data to be known");
  public static final Setting<Integer> MAX_VOCABULARY =
      Setting.integer(
          "max-vocabulary",
          0,
          0,
          Integer.MAX_VALUE,
          "keep only so many of the most frequent words, padding and unknown included, 0 for all");

  private VocabularySettings() {}

  public static List<Setting<?>> all() {
    return List.of(MIN_COUNT, MAX_VOCABULARY);
  }

  /** The vocabulary that the settings ask for. */
  public static Vocabulary vocabulary(Stream<String> tokens, Config config) {
    return Vocabulary.of(tokens, config.get(MIN_COUNT), config.get(MAX_VOCABULARY));
  }
}
