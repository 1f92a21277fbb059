package io.sequent.common.report;

import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The loss over the learning rate on a logarithmic scale, with the suggested rate marked. */
final class LearningRateChart {
  private LearningRateChart() {}

  /**
   * Draws the chart.
   *
   * @param title one line above it
   * @param rates above 0, ascending
   * @param losses a loss for each rate, finite
   * @param suggested one of the rates
   */
  static Drawing of(String title, double[] rates, double[] losses, double suggested) {
    XYChart chart = ChartStyle.xyChart(title, "learning rate", "loss");
    chart.getStyler().setXAxisLogarithmic(true);
    XYSeries line = chart.addSeries("loss", rates, losses);
    line.setLineColor(ChartStyle.BLUE);
    line.setLineStyle(ChartStyle.stroke(2));
    line.setMarker(SeriesMarkers.NONE);
    XYSeries mark =
        chart.addSeries(
            "suggested", new double[] {suggested}, new double[] {at(suggested, rates, losses)});
    mark.setLineColor(ChartStyle.ORANGE);
    mark.setMarkerColor(ChartStyle.ORANGE);
    mark.setMarker(SeriesMarkers.CIRCLE);
    return ChartStyle.drawing(chart);
  }

  private static double at(double rate, double[] rates, double[] losses) {
    for (int i = 0; i < rates.length; i++) {
      if (rates[i] == rate) {
        return losses[i];
      }
    }
    throw new IllegalArgumentException(rate + " is not one of the rates");
  }
}
