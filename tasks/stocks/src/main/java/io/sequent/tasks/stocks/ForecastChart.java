package io.sequent.tasks.stocks;

import io.sequent.common.report.ChartStyle;
import io.sequent.common.report.Drawing;
import java.time.LocalDate;
import java.util.List;

/** What came, what was forecast, and what the last value seen would have forecast, over time. */
public final class ForecastChart {
  private ForecastChart() {}

  /**
   * Draws a forecast.
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
    // The naive forecast lies below the others: it is the backdrop that they are read against.
    lines.add("persistence", persistence, ChartStyle.SKY, 1.5f);
    lines.add("actual", actual, ChartStyle.BLACK, 2);
    lines.add("forecast", forecast, ChartStyle.ORANGE, 2);
    return lines.drawing();
  }
}
