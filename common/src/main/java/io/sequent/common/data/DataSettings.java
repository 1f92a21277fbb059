package io.sequent.common.data;

import io.sequent.common.config.Setting;
import java.util.List;

/** Settings of how much data is used. */
public final class DataSettings {
  public static final Setting<Integer> MAX_TRAIN =
      Setting.integer(
          "max-train", 0, 0, Integer.MAX_VALUE, "keep only so many training examples, 0 for all");
  public static final Setting<Integer> MAX_TEST =
      Setting.integer(
          "max-test",
          0,
          0,
          Integer.MAX_VALUE,
          "keep only so many validation and so many test examples, 0 for all");

  private DataSettings() {}

  public static List<Setting<?>> all() {
    return List.of(MAX_TRAIN, MAX_TEST);
  }
}
