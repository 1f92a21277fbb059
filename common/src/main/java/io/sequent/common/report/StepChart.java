package io.sequent.common.report;

import java.util.List;
import java.util.Map;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;

/** Figures that stay as they are until they change, each as a line of steps. */
public final class StepChart {
  private StepChart() {}

  /**
   * The corners of a line.
   *
   * @param x ascending
   * @param y as many, finite; each holds up to the next
   */
  public record Steps(List<Long> x, List<Double> y) {
    public Steps {
      x = List.copyOf(x);
      y = List.copyOf(y);
    }
  }

  /**
   * Draws lines.
   *
   * @param title one line above them
   * @param xAxis what is counted
   * @param yAxis what the figures are
   * @param lines by name, in the order to be drawn in; one without a corner is left out
   */
  public static Drawing of(String title, String xAxis, String yAxis, Map<String, Steps> lines) {
    XYChart chart = ChartStyle.xyChart(title, xAxis, yAxis);
    chart.getStyler().setXAxisDecimalPattern("0");
    lines.forEach((name, steps) -> add(chart, name, steps));
    return ChartStyle.drawing(chart);
  }

  private static void add(XYChart chart, String name, Steps steps) {
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
