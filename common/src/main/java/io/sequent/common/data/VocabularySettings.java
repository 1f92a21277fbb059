package io.sequent.common.data;

import io.sequent.common.config.Config;
import io.sequent.common.config.Setting;
import java.util.List;
import java.util.stream.Stream;

/** Settings of the vocabulary. */
public final class VocabularySettings {
  public static final Setting<Integer> MIN_COUNT =
      Setting.integer(
          "min-count",
          2,
          1,
          Integer.MAX_VALUE,
          "minimum number of occurrences in the training data for a word to be in the vocabulary");
  public static final Setting<Integer> MAX_VOCABULARY =
      Setting.integer(
          "max-vocabulary",
          0,
          0,
          Integer.MAX_VALUE,
          "maximum vocabulary size, most frequent words first, including padding and unknown; 0 for all");

  private VocabularySettings() {}

  public static List<Setting<?>> all() {
    return List.of(MIN_COUNT, MAX_VOCABULARY);
  }

  /** The vocabulary that the settings ask for. */
  public static Vocabulary vocabulary(Stream<String> tokens, Config config) {
    return Vocabulary.of(tokens, config.get(MIN_COUNT), config.get(MAX_VOCABULARY));
  }
}
