package io.sequent.common.study.results;

import io.sequent.common.ledger.LedgerEntry;
import io.sequent.common.report.Decimals;
import io.sequent.common.run.RunRecord;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** Figures as tables show them. */
public final class Figures {
  /** Shown where there is no figure. */
  static final String MISSING = "missing";

  private static final double FEWER_DECIMALS_FROM = 100;

  private Figures() {}

  /** A metric of an entry; NaN where it has none. */
  public static double of(LedgerEntry entry, String split, String metric) {
    return entry.run().figure(split, metric).orElse(Double.NaN);
  }

  /** The validation metric that selected the epoch; NaN where it is unknown. */
  public static double validation(LedgerEntry entry) {
    return entry
        .run()
        .training()
        .selectedBy()
        .map(metric -> of(entry, RunRecord.VALIDATION, metric))
        .orElse(Double.NaN);
  }

  /** The arithmetic mean; NaN of nothing. */
  public static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
  }

  /** The sample standard deviation, with {@code n - 1}; NaN of fewer than two. */
  public static double deviation(List<Double> values) {
    double mean = mean(values);
    double squares = values.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum();
    return values.size() < 2 ? Double.NaN : Math.sqrt(squares / (values.size() - 1));
  }

  /** Mean and, of several, standard deviation: {@code 0.9123 ± 0.0012}. */
  public static String meanAndDeviation(List<Double> values) {
    double mean = mean(values);
    if (values.size() < 2 || !Double.isFinite(mean)) {
      return number(mean);
    }
    double deviation = deviation(values);
    // With as many decimals as the mean; of a small mean, by significant digits as well.
    return number(mean)
        + " ± "
        + (Decimals.isSmall(mean) ? number(deviation) : decimals(deviation, digits(mean)));
  }

  /** Four decimals, two of a number from 100 on, as {@link Decimals} has them. */
  public static String number(double value) {
    return Decimals.text(value, digits(value));
  }

  /** A published figure with the digits that it was given. */
  static String published(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }

  private static int digits(double value) {
    return Math.abs(value) < FEWER_DECIMALS_FROM ? 4 : 2;
  }

  private static String decimals(double value, int digits) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%." + digits + "f", value) : "-";
  }

  /** A duration in the unit that suits it; a dash for one that was not measured. */
  public static String time(OptionalDouble seconds) {
    return time(seconds.orElse(Double.NaN));
  }

  /** A duration in the unit that suits it; a dash for one that is not finite. */
  public static String time(double seconds) {
    if (!Double.isFinite(seconds)) {
      return "-";
    }
    if (seconds < 100) {
      return String.format(Locale.ROOT, "%.0f s", seconds);
    }
    if (seconds < 100 * 60) {
      return String.format(Locale.ROOT, "%.1f min", seconds / 60);
    }
    return String.format(Locale.ROOT, "%.1f h", seconds / 3600);
  }
}
