package io.sequent.common.report;

import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The result of each trial of a search as a dot, and the best so far as a step line. */
final class SearchChart {
  private SearchChart() {}

  /**
   * Draws trials, numbered from 1.
   *
   * @param title one line above them
   * @param yAxis name of the results
   * @param figures results of the trials in order; NaN for a trial without one
   * @param lowerIsBetter whether the lowest result is the best
   */
  static Drawing of(String title, String yAxis, double[] figures, boolean lowerIsBetter) {
    XYChart chart = ChartStyle.xyChart(title, "trial", yAxis);
    chart.getStyler().setXAxisDecimalPattern("0");
    chart.getStyler().setMarkerSize(7);
    int[] known =
        IntStream.range(0, figures.length).filter(i -> Double.isFinite(figures[i])).toArray();
    if (known.length == 0) {
      return ChartStyle.drawing(chart);
    }
    chart.getStyler().setXAxisMin(0.0);
    chart.getStyler().setXAxisMax(figures.length + 1.0);
    double[] best = new double[known.length];
    for (int i = 0; i < known.length; i++) {
      double figure = figures[known[i]];
      best[i] = i == 0 ? figure : better(best[i - 1], figure, lowerIsBetter);
    }
    double[] numbers = IntStream.of(known).mapToDouble(i -> i + 1.0).toArray();
    XYSeries line = chart.addSeries("best so far", numbers, best);
    line.setXYSeriesRenderStyle(XYSeriesRenderStyle.Step);
    line.setLineColor(ChartStyle.ORANGE);
    line.setLineStyle(ChartStyle.stroke(2));
    line.setMarker(SeriesMarkers.NONE);
    double[] all = IntStream.of(known).mapToDouble(i -> figures[i]).toArray();
    XYSeries dots = chart.addSeries("trial", numbers, all);
    dots.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
    dots.setMarkerColor(ChartStyle.BLUE);
    dots.setMarker(SeriesMarkers.CIRCLE);
    return ChartStyle.drawing(chart);
  }

  private static double better(double one, double other, boolean lowerIsBetter) {
    return lowerIsBetter ? Math.min(one, other) : Math.max(one, other);
  }
}
