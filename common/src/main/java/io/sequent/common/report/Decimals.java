package io.sequent.common.report;

import java.util.Locale;

/**
 * Figures for people: with a number of decimals that suits most of a table, but never fewer than
 * three significant digits of a small one, so that an error of 3e-07 is not shown as 0.0000.
 */
public final class Decimals {
  /** From here on four decimals show three significant digits. */
  private static final double SMALL = 0.01;

  private Decimals() {}

  /** Whether a number is so small that it is shown by its significant digits. */
  public static boolean isSmall(double value) {
    return value != 0 && Math.abs(value) < SMALL;
  }

  /**
   * A number as text: fixed decimals, three significant digits of one below 0.01, a dash for one
   * that is not finite.
   *
   * @param decimals of a number that is not small
   */
  public static String text(double value, int decimals) {
    if (!Double.isFinite(value)) {
      return "-";
    }
    return String.format(Locale.ROOT, isSmall(value) ? "%.3g" : "%." + decimals + "f", value);
  }
}
