package io.sequent.common.predict;

import java.util.function.Predicate;

/** The names of what a prediction adds to its input. */
final class Added {
  private static final String PREFIX = "predicted_";

  private Added() {}

  /**
   * The name of an added field: its own, or with {@code predicted_} before it if the input has one
   * of that name, such as the {@code class} that is known.
   */
  static String name(String field, Predicate<String> isTaken) {
    String name = field;
    while (isTaken.test(name)) {
      name = PREFIX + name;
    }
    return name;
  }
}
