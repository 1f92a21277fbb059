package io.sequent.common.classify;

import io.sequent.common.config.Setting;
import java.util.List;

/** Settings that all classifiers of texts have beside those of their networks. */
public final class ClassifierSettings {
  public static final Setting<List<String>> COLUMNS =
      Setting.words(
          "columns",
          List.of(),
          "of CSV files of one's own: the label's, then those of the text, by name or by number"
              + " from 1; empty for the format of the task's data");
  public static final Setting<Double> VALIDATION =
      Setting.decimal(
          "validation", 0.1, 0.001, 0.9, "share of the training texts held out for validation");
  public static final Setting<Double> TEST_SHARE =
      Setting.decimal(
          "test-share",
          0.3,
          0.001,
          0.9,
          "share of the texts to test on, of data in one file alone");
  public static final Setting<TextModel> MODEL =
      Setting.choice("model", TextModel.RNN, "kind of network")
          .comparedAt("linear", "bow", "embedding", "cnn", "rnn", "hybrid", "transformer");
  public static final Setting<ClassBalance> CLASS_WEIGHTS =
      Setting.choice(
              "class-weights", ClassBalance.NONE, "what examples of rare classes count in training")
          .comparedAt("none", "square-root", "balanced");
  public static final Setting<DecisionRule> DECISION =
      Setting.choice(
              "decision", DecisionRule.MOST_PROBABLE, "how a class is chosen by its probability")
          .comparedAt("most-probable", "macro-f1");
  public static final Setting<Integer> MAX_LENGTH =
      Setting.integer(
          "max-length", 256, 1, 100_000, "longer texts are cut to so many words; flatten fills up");
  public static final Setting<Double> LENGTH_QUANTILE =
      Setting.decimal(
          "length-quantile",
          1,
          0.01,
          1,
          "cut texts at the length that this share of the training texts does not exceed, too");
  public static final Setting<Double> MAX_SHARE =
      Setting.decimal(
          "max-share", 1, 0.0001, 1, "leave out words that are in more of the training texts");

  private ClassifierSettings() {}

  /** Which texts there are, and how they are divided. */
  static List<Setting<?>> ofData() {
    return List.of(COLUMNS, VALIDATION, TEST_SHARE);
  }

  /** Which of their words count. */
  static List<Setting<?>> ofWords() {
    return List.of(MAX_SHARE, MAX_LENGTH, LENGTH_QUANTILE);
  }
}
