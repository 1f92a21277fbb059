package io.sequent.common.train;

import io.sequent.common.config.Setting;
import java.util.List;

/** Settings of the training loop. */
public final class TrainingSettings {
  public static final Setting<Integer> EPOCHS =
      Setting.integer("epochs", 10, 1, 100_000, "maximum number of passes over the training data");
  public static final Setting<Integer> BATCH_SIZE =
      Setting.integer("batch-size", 64, 1, 1_000_000, "examples per minibatch")
          .comparedAt("16", "32", "64", "128");
  public static final Setting<Integer> PATIENCE =
      Setting.integer(
          "patience",
          0,
          0,
          Integer.MAX_VALUE,
          "stop after this many epochs without a better validation metric, 0 for never");
  public static final Setting<String> METRIC =
      Setting.text(
          "metric",
          "loss",
          "a metric of the task's evaluation",
          "validation metric for the best epoch, early stopping and the plateau schedule");

  public static final Setting<Double> WEIGHT_AVERAGING =
      Setting.decimal(
              "weight-averaging",
              0,
              0,
              0.99999,
              "decay of a moving average of the weights, which is validated and saved; 0 for none")
          .comparedAt("0", "0.99", "0.999", "0.9999");

  private TrainingSettings() {}

  public static List<Setting<?>> all() {
    return List.of(EPOCHS, BATCH_SIZE, PATIENCE, METRIC, WEIGHT_AVERAGING);
  }
}
