package io.sequent.common.bench;

import java.io.PrintStream;
import java.util.Locale;

/**
 * Writes figures as lines of columns with a tab between: {@code toolkit, what, milliseconds}. A
 * figure in another unit has the unit as a fourth column, so that a program that looks for times
 * passes over it; so it does over notes, which begin with {@code #} and have no tab.
 */
public final class BenchReport {
  /** The first column of our own figures. */
  public static final String OURS = "sequent";

  private final PrintStream out;
  private final PrintStream err;

  /**
   * @param out takes figures and notes
   * @param err takes what is being done
   */
  public BenchReport(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  void milliseconds(String toolkit, String what, double milliseconds) {
    out.printf(Locale.ROOT, "%s\t%s\t%.1f%n", toolkit, what, milliseconds);
  }

  /** A part of the time before, by its name. */
  void part(String toolkit, String what, double milliseconds, String part) {
    out.printf(Locale.ROOT, "%s\t%s\t%.2f\tms: %s%n", toolkit, what, milliseconds, part);
  }

  /** A count or rate, without decimals. */
  void rate(String toolkit, String what, double value, String unit) {
    out.printf(Locale.ROOT, "%s\t%s\t%.0f\t%s%n", toolkit, what, value, unit);
  }

  /**
   * A share in per cent.
   *
   * @param share 0 to 1
   */
  public void share(String toolkit, String what, double share) {
    out.printf(Locale.ROOT, "%s\t%s\t%.1f\t%%%n", toolkit, what, 100 * share);
  }

  /** What a reader should know beside the figures, one line. */
  public void note(String text) {
    out.println("# " + text.replace('\t', ' '));
  }

  void progress(String text) {
    err.println(text);
  }
}
