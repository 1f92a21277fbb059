package io.sequent.common.text;

import java.util.regex.Pattern;

/** Shortens what is drawn out, {@code sooooo}. */
final class Elongation {
  /**
   * Addresses come first so as to be passed over: www is none. Letters beyond the basic plane are
   * left alone, for Java's references to a group that ignore case throw on them.
   */
  private static final Pattern REPEATED =
      Pattern.compile(Occurrences.URL + "|(?iu:([\\p{L}&&[\\x00-\\uFFFF]])(\\1)\\1++)");

  private Elongation() {}

  /** The text with letters that are repeated three times or more, in either case, twice. */
  static String shorten(String text) {
    return REPEATED.matcher(text).replaceAll(found -> found.group(1) == null ? "$0" : "$1$2");
  }
}
