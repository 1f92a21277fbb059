package io.sequent.common.report;

import java.util.Map;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Several figures over the same steps, such as epochs. */
public final class LineChart {
  /** More of them hide the line. */
  private static final int MOST_MARKERS = 40;

  private LineChart() {}

  /**
   * Draws lines.
   *
   * @param title one line above them
   * @param xAxis what is counted
   * @param yAxis what the values are
   * @param x whole numbers, ascending
   * @param lines by name, in the order to be drawn in, a value for each {@code x}; what is not
   *     finite leaves a gap
   */
  public static Drawing of(
      String title, String xAxis, String yAxis, double[] x, Map<String, double[]> lines) {
    XYChart chart = ChartStyle.xyChart(title, xAxis, yAxis);
    chart.getStyler().setXAxisDecimalPattern("0");
    if (x.length > 0) {
      lines.forEach((name, values) -> add(chart, name, x, values));
    }
    return ChartStyle.drawing(chart);
  }

  private static void add(XYChart chart, String name, double[] x, double[] values) {
    int number = chart.getSeriesMap().size();
    XYSeries series = chart.addSeries(name, x, ChartStyle.withGaps(values));
    series.setLineColor(ChartStyle.color(number));
    series.setLineStyle(ChartStyle.stroke(2));
    series.setMarkerColor(ChartStyle.color(number));
    series.setMarker(x.length > MOST_MARKERS ? SeriesMarkers.NONE : ChartStyle.marker(number));
  }
}
