package io.sequent.common.report;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** How results depend on the values of one setting, with their means. */
final class EffectChart {
  private static final double MARGIN = 0.05;

  private EffectChart() {}

  /**
   * Draws results.
   *
   * @param title one line above them
   * @param yAxis name of the results
   * @param x values of the setting
   * @param y a result for each of them, finite
   * @param meanX where the means are, ascending
   * @param means a mean for each of them, finite
   */
  static Drawing of(
      String title,
      String yAxis,
      Charts.Scale scale,
      double[] x,
      double[] y,
      double[] meanX,
      double[] means) {
    XYChart chart = ChartStyle.xyChart(title, scale.name(), yAxis);
    XYStyler styler = chart.getStyler();
    styler.setMarkerSize(7);
    styler.setXAxisLogarithmic(scale.log());
    styler.setXAxisMin(scale.low());
    styler.setXAxisMax(scale.high());
    if (x.length == 0) {
      return ChartStyle.drawing(chart);
    }
    double least = DoubleStream.of(y).min().orElse(0);
    double most = DoubleStream.of(y).max().orElse(1);
    double margin =
        most > least ? MARGIN * (most - least) : Math.max(MARGIN * Math.abs(most), 1e-6);
    styler.setYAxisMin(least - (scale.names().isEmpty() ? 1 : 3) * margin);
    styler.setYAxisMax(most + margin);
    if (!scale.names().isEmpty()) {
      styler.setXAxisTicksVisible(false);
      styler.setPlotGridVerticalLinesVisible(false);
      chart.addAnnotation(
          new PlotTexts(
              IntStream.range(0, scale.names().size())
                  .mapToObj(i -> new PlotTexts.Text(i, least - 2 * margin, scale.names().get(i)))
                  .toList(),
              14,
              ChartStyle.WIDTH * 4 / 5 / scale.names().size()));
    }
    XYSeries dots = chart.addSeries("trial", x, y);
    dots.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
    dots.setMarkerColor(ChartStyle.BLUE);
    dots.setMarker(SeriesMarkers.CIRCLE);
    XYSeries mean = chart.addSeries("mean", meanX, means);
    mean.setLineColor(ChartStyle.ORANGE);
    mean.setLineStyle(ChartStyle.stroke(2));
    if (!scale.names().isEmpty()) {
      mean.setXYSeriesRenderStyle(
          XYSeriesRenderStyle.Scatter); // There is nothing between two names.
    }
    mean.setMarkerColor(ChartStyle.ORANGE);
    mean.setMarker(SeriesMarkers.DIAMOND);
    return ChartStyle.drawing(chart);
  }
}
