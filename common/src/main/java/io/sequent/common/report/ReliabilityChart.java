package io.sequent.common.report;

import java.awt.Color;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** How often predictions of a confidence are right, and how many there are. */
final class ReliabilityChart {
  private static final Color FILL = new Color(0xD0, 0xD8, 0xDE);

  private ReliabilityChart() {}

  /**
   * Draws bins of equal width from 0 to 1.
   *
   * @param title one line above them
   * @param confidence the mean of each bin, 0..1; NaN for a bin without examples
   * @param accuracy of each, 0..1; NaN for a bin without examples
   * @param shares of all examples, 0..1
   */
  static Drawing of(String title, double[] confidence, double[] accuracy, double[] shares) {
    XYChart chart = ChartStyle.xyChart(title, "confidence", "accuracy");
    chart.getStyler().setXAxisMin(0.0).setXAxisMax(1.0);
    chart.getStyler().setYAxisMin(0.0).setYAxisMax(1.0);
    addShares(chart, shares);
    XYSeries diagonal =
        chart.addSeries("perfect calibration", new double[] {0, 1}, new double[] {0, 1});
    diagonal.setLineColor(ChartStyle.BLACK);
    diagonal.setLineStyle(ChartStyle.stroke(1));
    diagonal.setMarker(SeriesMarkers.NONE);
    int[] filled =
        IntStream.range(0, accuracy.length).filter(bin -> Double.isFinite(accuracy[bin])).toArray();
    if (filled.length > 0) {
      XYSeries line =
          chart.addSeries(
              "accuracy",
              IntStream.of(filled).mapToDouble(bin -> confidence[bin]).toArray(),
              IntStream.of(filled).mapToDouble(bin -> accuracy[bin]).toArray());
      line.setLineColor(ChartStyle.BLUE);
      line.setLineStyle(ChartStyle.stroke(2));
      line.setMarker(SeriesMarkers.CIRCLE);
      line.setMarkerColor(ChartStyle.BLUE);
    }
    return ChartStyle.drawing(chart);
  }

  /** As a histogram: two points for each bin, left and right, and zero at both ends. */
  private static void addShares(XYChart chart, double[] shares) {
    int bins = shares.length;
    double[] x = new double[2 * bins + 2];
    double[] y = new double[2 * bins + 2];
    for (int bin = 0; bin < bins; bin++) {
      x[2 * bin + 1] = (double) bin / bins;
      x[2 * bin + 2] = (double) (bin + 1) / bins;
      y[2 * bin + 1] = shares[bin];
      y[2 * bin + 2] = shares[bin];
    }
    x[2 * bins + 1] = 1;
    XYSeries histogram = chart.addSeries("share of examples", x, y);
    histogram.setXYSeriesRenderStyle(XYSeriesRenderStyle.Area);
    histogram.setFillColor(FILL);
    histogram.setLineColor(FILL);
    histogram.setLineStyle(ChartStyle.stroke(1));
    histogram.setMarker(SeriesMarkers.NONE);
  }
}
