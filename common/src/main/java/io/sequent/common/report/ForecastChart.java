package io.sequent.common.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

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
  public static XYChart of(
      String title,
      String unit,
      List<LocalDate> dates,
      double[] actual,
      double[] forecast,
      double[] persistence) {
    List<Date> days =
        dates.stream().map(d -> Date.from(d.atStartOfDay(ZoneOffset.UTC).toInstant())).toList();
    XYChart chart =
        new XYChartBuilder()
            .width(ChartStyle.WIDTH)
            .height(ChartStyle.HEIGHT)
            .title(title)
            .yAxisTitle(unit)
            .build();
    // The naive forecast lies below the others: it is the backdrop that they are read against.
    line(chart, "persistence", days, persistence, ChartStyle.SKY, 1.5f);
    line(chart, "actual", days, actual, ChartStyle.BLACK, 2);
    line(chart, "forecast", days, forecast, ChartStyle.ORANGE, 2);

    XYStyler styler = chart.getStyler();
    ChartStyle.apply(styler);
    styler.setLegendPosition(LegendPosition.OutsideS);
    styler.setLegendLayout(LegendLayout.Horizontal);
    styler.setDatePattern("MMM yyyy");
    styler.setYAxisDecimalPattern("#,##0.##");
    styler.setPlotGridVerticalLinesVisible(false);
    return chart;
  }

  private static void line(
      XYChart chart, String name, List<Date> days, double[] values, Color color, float width) {
    XYSeries series = chart.addSeries(name, days, Arrays.stream(values).boxed().toList());
    series.setMarker(SeriesMarkers.NONE);
    series.setLineColor(color);
    series.setLineStyle(new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
  }
}
