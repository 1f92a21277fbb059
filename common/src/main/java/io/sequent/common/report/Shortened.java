package io.sequent.common.report;

import java.util.List;

/** Text of any length as people see it: bounded, and with a sign of what is left out. */
public final class Shortened {
  private static final int NAMES = 100;

  private Shortened() {}

  /**
   * A text of at most so many characters (code points); the end of a longer one becomes an
   * ellipsis.
   *
   * @param most at least 1
   */
  public static String text(String text, int most) {
    return text.codePointCount(0, text.length()) <= most
        ? text
        : text.substring(0, text.offsetByCodePoints(0, most - 1)) + "…";
  }

  /** Names in brackets, such as those of a file's columns, as a message shows them. */
  public static String names(List<String> names) {
    return text(names.toString(), NAMES);
  }

  /**
   * The first of some names, and how many more there are.
   *
   * @param most how many are listed
   * @param separator between them
   */
  public static String list(List<String> names, int most, String separator) {
    return names.size() <= most
        ? String.join(separator, names)
        : String.join(separator, names.subList(0, most))
            + " and "
            + (names.size() - most)
            + " more";
  }
}
