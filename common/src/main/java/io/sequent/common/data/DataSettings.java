package io.sequent.common.data;

import io.sequent.common.UserError;
import io.sequent.common.config.Config;
import io.sequent.common.config.Setting;
import java.nio.charset.Charset;
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
  public static final Setting<String> ENCODING =
      Setting.text(
          "encoding",
          "utf-8",
          "a character set such as utf-8, windows-1251, windows-1252, utf-16",
          "how the characters of data files are encoded; a byte order mark is heeded in any case");

  private DataSettings() {}

  /**
   * The character set of the data files.
   *
   * @throws UserError if there is none of the name that is set
   */
  public static Charset encoding(Config config) {
    String name = config.get(ENCODING);
    try {
      return Charset.forName(name);
    } catch (IllegalArgumentException e) {
      throw new UserError(
          "setting 'encoding': '%s', expected a character set such as utf-8 or windows-1251"
              .formatted(name),
          e);
    }
  }

  /** Those that every task has. */
  public static List<Setting<?>> all() {
    return List.of(MAX_TRAIN, MAX_TEST);
  }
}
