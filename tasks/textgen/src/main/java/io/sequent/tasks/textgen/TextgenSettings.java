package io.sequent.tasks.textgen;

import io.sequent.common.config.Setting;
import io.sequent.common.config.Settings;
import io.sequent.common.data.DataSettings;
import io.sequent.common.network.build.GradientClipping;
import io.sequent.common.network.build.NetworkSettings;
import io.sequent.common.network.build.OptimizerSettings;
import io.sequent.common.network.recurrent.CellType;
import io.sequent.common.train.TrainingSettings;
import java.util.List;

/** The settings of text generation. */
final class TextgenSettings {
  static final Setting<String> FILE =
      Setting.text(
          "file",
          "",
          "file name",
          "the text in a folder of several; empty for tinyshakespeare.txt, else the first by name");
  static final Setting<Characters> CHARACTERS =
      Setting.choice(
          "characters",
          Characters.ALL,
          "characters of the text that are kept; printable: no control characters but line breaks"
              + " and tabs");
  static final Setting<Boolean> LOWER_CASE =
      Setting.flag("lower-case", false, "convert the text to lower case");
  static final Setting<Double> VALIDATION =
      Setting.decimal("validation", 0.1, 0.001, 0.8, "share of the text held out for validation");
  static final Setting<ValidationPart> VALIDATION_PART =
      Setting.choice(
          "validation-part",
          ValidationPart.END,
          "which end of the text before the test part to validate on; with start, training goes up to"
              + " the test part");
  static final Setting<Integer> WINDOW =
      Setting.integer("window", 128, 2, 100_000, "characters in a window");
  static final Setting<Memory> MEMORY =
      Setting.choice(
          "memory",
          Memory.WINDOW,
          "state in which a window starts: empty, or carried over from the window before, in"
              + " batch-size parallel streams");
  static final Setting<Boolean> WINDOW_JITTER =
      Setting.flag(
          "window-jitter",
          false,
          "train on windows of varying length, drawn anew each epoch; with memory=carried only");

  static final Setting<String> PROMPT =
      Setting.literal(
          "prompt", "", "text", "text to continue, as it is; empty for the start of a line");
  static final Setting<Integer> LENGTH =
      Setting.integer("length", 500, 1, 100_000_000, "number of characters to generate");
  static final Setting<Double> TEMPERATURE =
      Setting.decimal(
          "temperature",
          0.8,
          0.01,
          100,
          "below 1 more predictable, above 1 more random, 1 as the model predicts");
  static final Setting<Boolean> GREEDY =
      Setting.flag("greedy", false, "always the most probable character instead of sampling");
  static final Setting<Long> SAMPLE_SEED =
      Setting.whole(
          "sample-seed",
          1,
          1,
          Long.MAX_VALUE,
          "seed of the sampling; the same seed gives the same text");

  private TextgenSettings() {}

  static List<Setting<?>> all() {
    return Settings.join(
        List.of(
            List.of(
                FILE,
                DataSettings.ENCODING,
                CHARACTERS,
                LOWER_CASE,
                VALIDATION,
                VALIDATION_PART,
                WINDOW,
                MEMORY,
                WINDOW_JITTER),
            NetworkSettings.forEachToken()));
  }

  static List<Setting<?>> defaults() {
    return List.of(
        NetworkSettings.CELL.withDefault(CellType.GRU),
        NetworkSettings.EMBEDDING.withDefault(64),
        NetworkSettings.HIDDEN.withDefault(128),
        OptimizerSettings.LEARNING_RATE.withDefault(5e-3),
        OptimizerSettings.GRADIENT_CLIPPING.withDefault(GradientClipping.NORM),
        TrainingSettings.BATCH_SIZE.withDefault(32),
        TrainingSettings.EPOCHS.withDefault(8));
  }
}
