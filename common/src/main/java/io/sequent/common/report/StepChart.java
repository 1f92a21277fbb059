package io.sequent.common.report;

import java.util.Map;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;

/** Values that change at some points and are constant in between, each as a step line. */
final class StepChart {
  private StepChart() {}

  /**
   * Draws lines.
   *
   * @param title one line above them
   * @param xAxis name of the horizontal axis
   * @param yAxis name of the values
   * @param lines by name, in drawing order; lines without steps are left out
   */
  static Drawing of(String title, String xAxis, String yAxis, Map<String, Charts.Steps> lines) {
    XYChart chart = ChartStyle.xyChart(title, xAxis, yAxis);
    chart.getStyler().setXAxisDecimalPattern("0");
    lines.forEach((name, steps) -> add(chart, name, steps));
    return ChartStyle.drawing(chart);
  }

  private static void add(XYChart chart, String name, Charts.Steps steps) {
    if (steps.x().isEmpty()) {
      return;
    }
    int number = chart.getSeriesMap().size();
    XYSeries series = chart.addSeries(name, steps.x(), steps.y());
    series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Step);
    series.setLineColor(ChartStyle.color(number));
    series.setLineStyle(ChartStyle.stroke(2));
    series.setMarkerColor(ChartStyle.color(number));
    series.setMarker(ChartStyle.marker(number));
  }
}
