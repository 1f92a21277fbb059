package io.sequent.tasks.stocks;

import io.sequent.common.report.ChartStyle;
import io.sequent.common.report.Drawing;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;

/** How far off a forecast was over time, and how far off the last value seen would have been. */
public final class ResidualChart {
  private ResidualChart() {}

  /**
   * Draws residuals: forecast minus actual, so that too high a forecast lies above zero.
   *
   * @param title one line above it
   * @param unit what the values are, for the axis
   * @param dates days that the values belong to, ascending
   * @param actual what came, a value a day
   * @param forecast the model's forecast for the day
   * @param persistence the naive forecast for the day: the last value seen
   */
  public static Drawing of(
      String title,
      String unit,
      List<LocalDate> dates,
      double[] actual,
      double[] forecast,
      double[] persistence) {
    DatedLines lines = new DatedLines(title, unit, dates);
    lines.add("persistence minus actual", residuals(persistence, actual), ChartStyle.SKY, 1.5f);
    lines.add("no error", new double[actual.length], ChartStyle.BLACK, 1);
    lines.add("forecast minus actual", residuals(forecast, actual), ChartStyle.ORANGE, 1.5f);
    return lines.drawing();
  }

  private static double[] residuals(double[] forecast, double[] actual) {
    return IntStream.range(0, actual.length).mapToDouble(i -> forecast[i] - actual[i]).toArray();
  }
}
