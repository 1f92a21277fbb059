package io.sequent.common.text;

import java.util.regex.Pattern;

/** Shortens elongated words such as {@code sooooo}. */
final class Elongation {
  /**
   * Addresses come first so that they are skipped: www is no elongation. Letters beyond the basic
   * plane are left alone, for Java's case-insensitive back-references throw on them.
   */
  private static final Pattern REPEATED =
      Pattern.compile(Occurrences.URL + "|(?iu:([\\p{L}&&[\\x00-\\uFFFF]])(\\1)\\1++)");

  private Elongation() {}

  /**
   * The text with letters that are repeated three or more times, in either case, reduced to two.
   */
  static String shorten(String text) {
    return REPEATED.matcher(text).replaceAll(found -> found.group(1) == null ? "$0" : "$1$2");
  }
}
