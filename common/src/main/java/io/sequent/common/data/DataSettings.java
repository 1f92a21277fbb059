package io.sequent.common.data;

import io.sequent.common.config.Setting;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Settings that limit the data. */
public final class DataSettings {
  public static final Setting<Integer> MAX_TRAIN =
      Setting.integer(
          "max-train", 0, 0, Integer.MAX_VALUE, "maximum number of training examples, 0 for all");
  public static final Setting<Integer> MAX_TEST =
      Setting.integer(
          "max-test",
          0,
          0,
          Integer.MAX_VALUE,
          "maximum number of validation and of test examples each, 0 for all");

  /** For tasks that read text files; a byte order mark wins over it. */
  public static final Setting<Charset> ENCODING =
      Setting.charset(
          "encoding",
          StandardCharsets.UTF_8,
          "how the characters of data files are encoded; a byte order mark is heeded in any case");

  private DataSettings() {}

  /** Those that every task has. */
  public static List<Setting<?>> all() {
    return List.of(MAX_TRAIN, MAX_TEST);
  }
}
