package io.sequent.common.classify;

import io.sequent.common.config.Setting;
import io.sequent.common.config.Settings;
import io.sequent.common.data.DataSettings;
import io.sequent.common.data.VocabularySettings;
import io.sequent.common.encoder.EncoderSettings;
import io.sequent.common.network.build.NetworkSettings;
import io.sequent.common.network.pretrain.SkipGramSettings;
import io.sequent.common.text.BigramSettings;
import io.sequent.common.text.CharacterNgramSettings;
import io.sequent.common.text.TextPipeline;
import java.util.List;

/** Settings that all text classifiers have beside those of their networks. */
final class ClassifierSettings {
  public static final Setting<List<String>> COLUMNS =
      Setting.words(
          "columns",
          List.of(),
          "columns of your own files: the label, then the text (one or more), by name or by number"
              + " from 1; empty for the format of the task's data");
  public static final Setting<TextForm> FORMAT =
      Setting.choice("format", TextForm.AUTO, "form of the data files; auto finds it by looking");
  public static final Setting<Double> VALIDATION =
      Setting.decimal(
          "validation", 0.1, 0.001, 0.9, "share of the training texts held out for validation");
  public static final Setting<Double> TEST_SHARE =
      Setting.decimal(
          "test-share",
          0.3,
          0.001,
          0.9,
          "share of the texts held out for testing, where the data are one file");
  public static final Setting<TextModel> MODEL =
      Setting.choice("model", TextModel.RNN, "kind of network")
          .comparedAt("linear", "bow", "embedding", "cnn", "rnn", "hybrid", "transformer");
  public static final Setting<ClassBalance> CLASS_WEIGHTS =
      Setting.choice(
              "class-weights", ClassBalance.NONE, "weight of rare classes in the training loss")
          .comparedAt("none", "square-root", "balanced");
  public static final Setting<DecisionRule> DECISION =
      Setting.choice(
              "decision",
              DecisionRule.MOST_PROBABLE,
              "how a class is decided for by the probabilities")
          .comparedAt("most-probable", "macro-f1");
  public static final Setting<CalibrationMethod> CALIBRATION =
      Setting.choice(
          "calibration",
          CalibrationMethod.NONE,
          "how probabilities are calibrated on validation after training, before the decision");
  public static final Setting<Integer> MAX_LENGTH =
      Setting.integer(
          "max-length",
          256,
          1,
          100_000,
          "longer texts are cut to this number of words, or of an encoder's word pieces; with"
              + " pooling=flatten shorter ones are padded");
  public static final Setting<Double> LENGTH_QUANTILE =
      Setting.decimal(
          "length-quantile",
          1,
          0.01,
          1,
          "also cut texts at the length that this share of the training texts does not exceed");
  public static final Setting<Double> MAX_SHARE =
      Setting.decimal(
          "max-share",
          1,
          0.0001,
          1,
          "leave out words that occur in a larger share of the training texts");

  private ClassifierSettings() {}

  /**
   * All settings of a classifier beside those that the toolkit adds.
   *
   * @param own settings of the task alone, which come first
   */
  static List<Setting<?>> all(List<Setting<?>> own) {
    return Settings.join(
        List.of(
            own,
            List.of(COLUMNS, FORMAT, DataSettings.ENCODING, VALIDATION, TEST_SHARE),
            TextPipeline.settings(),
            VocabularySettings.all(),
            List.of(MAX_SHARE, MAX_LENGTH, LENGTH_QUANTILE),
            TermSettings.all(),
            BigramSettings.all(),
            CharacterNgramSettings.all(),
            List.of(MODEL),
            EncoderSettings.all(),
            NetworkSettings.forTokens(),
            NetworkSettings.forEncoders(),
            SkipGramSettings.all(),
            List.of(CLASS_WEIGHTS, CALIBRATION, DECISION)));
  }
}
