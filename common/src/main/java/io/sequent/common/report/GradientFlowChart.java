package io.sequent.common.report;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Shows whether gradients vanish or explode: their size over the updates of a training. */
final class GradientFlowChart {
  /** More markers would hide the line. */
  private static final int MAX_MARKERS = 40;

  /** Smaller gradients count as zero; they would stretch the axis too far. */
  private static final double MIN_SHOWN = 1e-12;

  /** In pixels. */
  private static final int LEGEND_LINE = 24;

  private GradientFlowChart() {}

  /**
   * Draws gradients. The axis is logarithmic; a gradient of zero leaves a gap.
   *
   * @param title one line above it
   * @param lines about ten at most remain readable
   */
  static Drawing of(String title, List<Charts.GradientLine> lines) {
    XYChart chart =
        ChartStyle.xyChart(
            title,
            "update",
            "absolute gradient: mean (bold), maximum (thin)",
            Math.max(ChartStyle.HEIGHT, 2 * LEGEND_LINE + LEGEND_LINE * lines.size()));
    chart.getStyler().setLegendPosition(LegendPosition.OutsideE);
    chart.getStyler().setLegendLayout(LegendLayout.Vertical);
    chart.getStyler().setXAxisDecimalPattern("#,##0");
    // Else evenly spaced values would get ticks at the values instead of at round numbers.
    chart.getStyler().setXAxisMin(0.5);
    chart.getStyler().setYAxisLogarithmic(true);
    chart.getStyler().setYAxisDecimalPattern("0E0");
    double[] drawable =
        lines.stream()
            .flatMap(line -> Stream.concat(line.mean().stream(), line.maximum().stream()))
            .mapToDouble(Double::doubleValue)
            .filter(GradientFlowChart::isShown)
            .toArray();
    if (drawable.length == 0) {
      return ChartStyle.drawing(chart);
    }
    // Whole decades, since only these have labels.
    double least = Math.floor(Math.log10(DoubleStream.of(drawable).min().orElseThrow()));
    double most = Math.ceil(Math.log10(DoubleStream.of(drawable).max().orElseThrow()));
    chart.getStyler().setYAxisMin(Math.pow(10, least));
    chart.getStyler().setYAxisMax(Math.pow(10, Math.max(most, least + 1)));
    for (int number = 0; number < lines.size(); number++) {
      Charts.GradientLine line = lines.get(number);
      add(chart, number, line.name() + ", maximum", line.updates(), line.maximum(), 1)
          .setShowInLegend(false);
      XYSeries mean = add(chart, number, line.name(), line.updates(), line.mean(), 2.5f);
      if (line.updates().size() <= MAX_MARKERS) {
        mean.setMarker(ChartStyle.marker(number));
      }
    }
    return ChartStyle.drawing(chart);
  }

  private static XYSeries add(
      XYChart chart, int number, String name, List<Double> x, List<Double> values, float width) {
    List<Double> drawn = values.stream().map(v -> isShown(v) ? v : Double.NaN).toList();
    XYSeries series = chart.addSeries(name, x, drawn);
    series.setLineColor(ChartStyle.color(number));
    series.setLineStyle(ChartStyle.stroke(width));
    series.setMarkerColor(ChartStyle.color(number));
    series.setMarker(SeriesMarkers.NONE);
    return series;
  }

  private static boolean isShown(double value) {
    return value >= MIN_SHOWN && Double.isFinite(value);
  }
}
