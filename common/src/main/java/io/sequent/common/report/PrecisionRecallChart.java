package io.sequent.common.report;

import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** A precision-recall curve. */
final class PrecisionRecallChart {
  private PrecisionRecallChart() {}

  /**
   * Draws the curve.
   *
   * @param title one line above it
   * @param recall 0..1, ascending, at least one
   * @param precision 0..1, as many
   */
  static Drawing of(String title, List<Double> recall, List<Double> precision) {
    XYChart chart = ChartStyle.xyChart(title, "recall", "precision");
    chart.getStyler().setLegendVisible(false);
    chart.getStyler().setXAxisMin(0.0).setXAxisMax(1.0);
    chart.getStyler().setYAxisMin(0.0).setYAxisMax(1.0);
    XYSeries line = chart.addSeries("precision", recall, precision);
    line.setLineColor(ChartStyle.BLUE);
    line.setLineStyle(ChartStyle.stroke(2));
    line.setMarker(SeriesMarkers.NONE);
    return ChartStyle.drawing(chart);
  }
}
