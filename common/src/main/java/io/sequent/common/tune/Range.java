package io.sequent.common.tune;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.function.UnaryOperator;

/**
 * Numbers from one to another, both included. They are evenly spaced, on a logarithmic scale if
 * wanted; in between, a number that is not on a grid is rounded to four significant digits.
 *
 * @param low the least
 * @param high the greatest, more than {@code low}
 * @param integer whether all are whole
 * @param log whether even means even in the logarithm; {@code low} is then above 0
 * @param step the distance of neighbours, 0 for none; without {@code log} and {@code points}
 * @param points how many there are, 0 for no grid; else at least 2
 * @param print makes of a number what the setting would print
 */
record Range(
    BigDecimal low,
    BigDecimal high,
    boolean integer,
    boolean log,
    BigDecimal step,
    int points,
    UnaryOperator<String> print)
    implements Domain {
  private static final MathContext DIGITS = new MathContext(4, RoundingMode.HALF_EVEN);

  @Override
  public String at(double position) {
    long count = count();
    if (count > 0) {
      return value(Math.min(count - 1, (long) (position * count)));
    }
    return text(between(position).round(DIGITS).min(high).max(low));
  }

  @Override
  public double position(String value) {
    double number = Double.parseDouble(value);
    long count = count();
    if (count == 0) {
      return share(number);
    }
    long nearest =
        points > 0
            ? Math.round(share(number) * (points - 1))
            : Math.round((number - low.doubleValue()) / step().doubleValue());
    return (nearest + 0.5) / count;
  }

  /** Where a number lies between the ends. */
  private double share(double number) {
    return (scaled(number) - scaled(low.doubleValue()))
        / (scaled(high.doubleValue()) - scaled(low.doubleValue()));
  }

  private double scaled(double number) {
    return log ? Math.log(number) : number;
  }

  private BigDecimal between(double share) {
    double from = scaled(low.doubleValue());
    double scaled = from + share * (scaled(high.doubleValue()) - from);
    return BigDecimal.valueOf(log ? Math.exp(scaled) : scaled);
  }

  @Override
  public long count() {
    if (points > 0) {
      return points;
    }
    return step().signum() == 0
        ? 0
        : high.subtract(low).divideToIntegralValue(step()).longValueExact() + 1;
  }

  /** Whole numbers are one apart if nothing is said. */
  @Override
  public BigDecimal step() {
    return step.signum() == 0 && integer && !log && points == 0 ? BigDecimal.ONE : step;
  }

  @Override
  public String value(long number) {
    if (points == 0) {
      return text(low.add(step().multiply(BigDecimal.valueOf(number))));
    }
    if (number == 0) {
      return text(low);
    }
    return text(
        number == points - 1 ? high : between((double) number / (points - 1)).round(DIGITS));
  }

  private String text(BigDecimal number) {
    BigDecimal shown = integer ? number.setScale(0, RoundingMode.HALF_EVEN) : number;
    return print.apply(shown.stripTrailingZeros().toPlainString());
  }

  @Override
  public String describe() {
    String extent = text(low) + " to " + text(high) + (log ? ", logarithmic" : "");
    if (points > 0) {
      return extent + ", " + points + " points";
    }
    return extent + (step().signum() == 0 ? "" : ", step " + step().toPlainString());
  }
}
