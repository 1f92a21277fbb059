package io.sequent.common.report;

import java.awt.Color;
import java.util.Arrays;
import java.util.Locale;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The lengths of examples, and how many of them are not truncated. */
final class LengthHistogram {
  private static final int BINS = 50;

  /**
   * Share of the examples that is shown; the few longest would squeeze all others into a corner.
   */
  private static final double SHOWN_SHARE = 0.995;

  private static final Color FILL = new Color(0x80, 0xB8, 0xD8);

  private LengthHistogram() {}

  /**
   * Draws a histogram.
   *
   * @param title one line above it, before the share that is not truncated
   * @param lengths of the examples, in steps, in any order
   * @param cutOff maximum length that is not truncated, at least 1
   */
  static Drawing of(String title, int[] lengths, int cutOff) {
    int[] sorted = lengths.clone();
    Arrays.sort(sorted);
    XYChart chart = ChartStyle.xyChart(title + share(sorted, cutOff), "length", "examples");
    chart.getStyler().setXAxisDecimalPattern("#,##0");
    chart.getStyler().setYAxisDecimalPattern("#,##0");
    chart.getStyler().setXAxisMin(0.0);
    chart.getStyler().setYAxisMin(0.0);
    chart.getStyler().setPlotGridVerticalLinesVisible(false);
    if (sorted.length > 0) {
      draw(chart, sorted, cutOff);
    }
    return ChartStyle.drawing(chart);
  }

  private static String share(int[] sorted, int cutOff) {
    long whole = Arrays.stream(sorted).filter(length -> length <= cutOff).count();
    return sorted.length == 0
        ? ": no examples"
        : String.format(Locale.ROOT, ": %s%% not truncated", percent(whole, sorted.length));
  }

  /** With one decimal; 100 only if it is all of them. */
  private static String percent(long part, long all) {
    return String.format(
        Locale.ROOT, "%.1f", part == all ? 100 : Math.min(99.9, 100.0 * part / all));
  }

  private static void draw(XYChart chart, int[] sorted, int cutOff) {
    int last = sorted[(int) Math.ceil(SHOWN_SHARE * sorted.length) - 1];
    int end = Math.max(last, cutOff) + 1;
    int width = (end + BINS - 1) / BINS;
    int bins = (end + width - 1) / width;
    int[] counts = new int[bins];
    int beyond = 0;
    for (int length : sorted) {
      if (length / width < bins) {
        counts[length / width]++;
      } else {
        beyond++;
      }
    }
    // Two points for each bin, left and right, and zero at both ends.
    double[] x = new double[2 * bins + 2];
    double[] y = new double[2 * bins + 2];
    for (int bin = 0; bin < bins; bin++) {
      x[2 * bin + 1] = (double) bin * width;
      x[2 * bin + 2] = (double) (bin + 1) * width;
      y[2 * bin + 1] = counts[bin];
      y[2 * bin + 2] = counts[bin];
    }
    x[2 * bins + 1] = (double) bins * width;
    String longer =
        beyond == 0 ? "" : String.format(Locale.ROOT, " (%,d longer than shown)", beyond);
    XYSeries examples = chart.addSeries("examples" + longer, x, y);
    examples.setXYSeriesRenderStyle(XYSeriesRenderStyle.Area);
    examples.setFillColor(FILL);
    examples.setLineColor(ChartStyle.BLUE);
    examples.setLineStyle(ChartStyle.stroke(1));
    examples.setMarker(SeriesMarkers.NONE);
    // Behind the last step that is kept.
    double edge = cutOff + 1.0;
    double most = Arrays.stream(counts).max().orElseThrow();
    XYSeries line =
        chart.addSeries("cut-off at " + cutOff, new double[] {edge, edge}, new double[] {0, most});
    line.setLineColor(ChartStyle.ORANGE);
    line.setLineStyle(ChartStyle.stroke(3));
    line.setMarker(SeriesMarkers.NONE);
  }
}
