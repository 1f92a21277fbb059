package io.sequent.tasks.stocks;

import io.sequent.common.report.ChartStyle;
import io.sequent.common.report.Drawing;
import java.awt.Color;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** A chart of values over days. */
final class DatedLines {
  /** Two decimals do not tell smaller values from each other. */
  private static final double SMALL = 0.1;

  private final XYChart chart;
  private final List<Date> days;
  private double largest;

  /**
   * An empty chart.
   *
   * @param unit of the values, for the axis
   * @param dates ascending
   */
  DatedLines(String title, String unit, List<LocalDate> dates) {
    days = dates.stream().map(d -> Date.from(d.atStartOfDay(ZoneOffset.UTC).toInstant())).toList();
    chart = ChartStyle.xyChart(title, "", unit);
    chart.getStyler().setDatePattern("MMM yyyy");
    chart.getStyler().setPlotGridVerticalLinesVisible(false);
  }

  /** Adds a line on top of the earlier ones. */
  void add(String name, double[] values, Color color, float width) {
    if (days.isEmpty()) {
      return;
    }
    largest =
        Arrays.stream(values).map(Math::abs).filter(Double::isFinite).reduce(largest, Math::max);
    XYSeries series =
        chart.addSeries(name, days, Arrays.stream(ChartStyle.withGaps(values)).boxed().toList());
    // A line of a single day would be invisible.
    series.setMarker(days.size() == 1 ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
    series.setMarkerColor(color);
    series.setLineColor(color);
    series.setLineStyle(ChartStyle.stroke(width));
  }

  Drawing drawing() {
    chart.getStyler().setYAxisDecimalPattern(largest < SMALL ? "0.##E0" : "#,##0.##");
    return ChartStyle.drawing(chart);
  }
}
