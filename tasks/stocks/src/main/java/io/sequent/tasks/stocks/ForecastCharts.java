package io.sequent.tasks.stocks;

import io.sequent.common.report.ChartStyle;
import io.sequent.common.report.Drawing;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;

/** Draws the forecast of one series over time, beside the actual values and persistence. */
final class ForecastCharts {
  private final String unit;
  private final List<LocalDate> dates;
  private final double[] actual;
  private final double[] forecast;
  private final double[] persistence;

  /**
   * @param unit of the values, for the axis
   * @param dates days that the values belong to, ascending
   * @param actual the actual value of each day
   * @param forecast the model's forecast for each day
   * @param persistence the naive forecast for each day: the last known value
   */
  ForecastCharts(
      String unit,
      List<LocalDate> dates,
      double[] actual,
      double[] forecast,
      double[] persistence) {
    this.unit = unit;
    this.dates = List.copyOf(dates);
    this.actual = actual.clone();
    this.forecast = forecast.clone();
    this.persistence = persistence.clone();
  }

  /** The values themselves. */
  Drawing values(String title) {
    DatedLines lines = new DatedLines(title, unit, dates);
    // The naive forecast lies below the others: it is the backdrop that they are read against.
    lines.add("persistence", persistence, ChartStyle.SKY, 1.5f);
    lines.add("actual", actual, ChartStyle.BLACK, 2);
    lines.add("forecast", forecast, ChartStyle.ORANGE, 2);
    return lines.drawing();
  }

  /** Forecast minus actual value: forecasts that are too high lie above zero. */
  Drawing residuals(String title) {
    DatedLines lines = new DatedLines(title, unit, dates);
    lines.add("persistence minus actual", minusActual(persistence), ChartStyle.SKY, 1.5f);
    lines.add("no error", new double[actual.length], ChartStyle.BLACK, 1);
    lines.add("forecast minus actual", minusActual(forecast), ChartStyle.ORANGE, 1.5f);
    return lines.drawing();
  }

  private double[] minusActual(double[] values) {
    return IntStream.range(0, actual.length).mapToDouble(i -> values[i] - actual[i]).toArray();
  }
}
