package io.sequent.common.bench;

import java.io.PrintStream;
import java.util.Locale;

/**
 * Writes figures as lines of columns with a tab between: {@code toolkit, what, milliseconds}. A
 * figure in another unit has the unit as a fourth column, so that a program that looks for times
 * skips it; notes, which it skips too, begin with {@code #} and have no tab.
 */
final class BenchReport {
  /** The first column of our own figures. */
  public static final String OURS = "sequent";

  private final PrintStream out;
  private final PrintStream err;

  /**
   * @param out gets figures and notes
   * @param err gets the progress
   */
  public BenchReport(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  void milliseconds(String toolkit, String what, double milliseconds) {
    out.printf(Locale.ROOT, "%s\t%s\t%.1f%n", toolkit, what, milliseconds);
  }

  /** A part of the time of the line before, by its name. */
  void part(String toolkit, String what, double milliseconds, String part) {
    out.printf(Locale.ROOT, "%s\t%s\t%.2f\tms: %s%n", toolkit, what, milliseconds, part);
  }

  /** A count or rate, without decimals. */
  void rate(String toolkit, String what, double value, String unit) {
    out.printf(Locale.ROOT, "%s\t%s\t%.0f\t%s%n", toolkit, what, value, unit);
  }

  /**
   * A share, as a percentage.
   *
   * @param share 0..1
   */
  public void share(String toolkit, String what, double share) {
    out.printf(Locale.ROOT, "%s\t%s\t%.1f\t%%%n", toolkit, what, 100 * share);
  }

  /** A remark on the figures, one line. */
  public void note(String text) {
    out.println("# " + text.replace('\t', ' '));
  }

  void progress(String text) {
    err.println(text);
  }
}
