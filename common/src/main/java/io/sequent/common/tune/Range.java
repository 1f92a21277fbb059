package io.sequent.common.tune;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.function.UnaryOperator;

/**
 * Numbers in a closed interval, evenly spaced or on a logarithmic scale; a number that is not on a
 * grid is rounded to four significant digits.
 *
 * @param low the smallest
 * @param high the largest, greater than {@code low}
 * @param integer whether all are integers
 * @param log whether they are evenly spaced on a logarithmic scale; {@code low} is then positive
 * @param step the distance of neighbours, 0 for none; not with {@code log} or {@code points}
 * @param points the number of values, at least 2; 0 for no grid
 * @param print formats a number as the setting prints it
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

  /** The position of a number between the ends, 0..1. */
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

  /** The step; 1 by default for integers. */
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
