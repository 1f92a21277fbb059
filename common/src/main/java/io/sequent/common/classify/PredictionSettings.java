package io.sequent.common.classify;

import io.sequent.common.config.Setting;

/** Options of a classifier's predictions. */
final class PredictionSettings {
  static final Setting<Integer> TOP =
      Setting.countOrAll(
          "top",
          1_000_000,
          "how many classes are shown with their probabilities, the most probable first; all for"
              + " all in the model's order; by default JSON has all and a table has none");
  static final Setting<Double> THRESHOLD =
      Setting.decimal(
          "threshold", 0, 0, 1, "leave the class of a text open if it is less probable than this");

  private PredictionSettings() {}
}
