package io.sequent.common.report;

import java.util.Map;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Several values over the same steps, such as epochs. */
final class LineChart {
  /** More markers would hide the line. */
  private static final int MAX_MARKERS = 40;

  private LineChart() {}

  /**
   * Draws lines.
   *
   * @param title one line above them
   * @param xAxis name of the steps
   * @param yAxis name of the values
   * @param x whole numbers, ascending
   * @param lines by name, in drawing order, a value for each {@code x}; values that are not finite
   *     leave a gap
   */
  static Drawing of(
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
    series.setMarker(x.length > MAX_MARKERS ? SeriesMarkers.NONE : ChartStyle.marker(number));
  }
}
