package io.sequent.common.classify;

import io.sequent.common.config.Setting;

/** Options of a classifier's predictions. */
final class PredictionSettings {
  static final Setting<Integer> TOP =
      Setting.integer(
          "top",
          0,
          0,
          1_000_000,
          "how many classes have their probability shown, the most probable first; 0 for all in"
              + " the model's order");
  static final Setting<Double> THRESHOLD =
      Setting.decimal(
          "threshold", 0, 0, 1, "leave the class of a text open if it is less probable than this");

  private PredictionSettings() {}
}
