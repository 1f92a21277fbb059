package io.sequent.common.report;

import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The results of a comparison, one row below the other, which leaves room for long names. */
final class DotPlot {
  private static final int ROW_HEIGHT = 26;

  /** Title, axis and legend. */
  private static final int REST_HEIGHT = 140;

  /** XChart cannot lay out a plot of less height. */
  private static final int MIN_ROWS = 4;

  private DotPlot() {}

  /**
   * Draws rows, the first on top. A row without values stays blank.
   *
   * @param title one line above it
   * @param axis name of the values
   * @param reference name of the reference values, for the legend
   * @param rows about 40 at most
   */
  static Drawing of(String title, String axis, String reference, List<Charts.Dot> rows) {
    return ChartStyle.drawing(chart(title, axis, reference, rows));
  }

  /**
   * Draws terms with weights, the first on top.
   *
   * @param title one line above them
   * @param axis name of the weights
   * @param rows the weights as means, without deviations; about 40 at most
   */
  static Drawing ofWeights(String title, String axis, List<Charts.Dot> rows) {
    XYChart chart = chart(title, axis, "", rows);
    chart.getStyler().setLegendVisible(false);
    return ChartStyle.drawing(chart);
  }

  private static XYChart chart(String title, String axis, String reference, List<Charts.Dot> rows) {
    int height = REST_HEIGHT + ROW_HEIGHT * Math.max(MIN_ROWS, rows.size());
    XYChart chart = ChartStyle.xyChart(title, axis, "", height);
    RowNames names = new RowNames(rows.stream().map(Charts.Dot::name).toList());
    chart.addAnnotation(names);
    XYStyler styler = chart.getStyler();
    styler.setYAxisTicksVisible(false);
    styler.setPlotGridHorizontalLinesVisible(false);
    styler.setYAxisLeftWidthHint(names.width());
    styler.setYAxisMin(0.5 - Math.max(1, rows.size()));
    styler.setYAxisMax(0.5);
    styler.setPlotContentSize(1); // The ranges include margins.
    styler.setMarkerSize(9);
    double[] range = range(rows);
    styler.setXAxisMin(range[0]);
    styler.setXAxisMax(range[1]);

    segments(chart, "rows", rows, row -> range[0], row -> range[1], ChartStyle.GRID, 1);
    segments(
        chart,
        "deviations",
        rows,
        row -> row.mean() - row.deviation(),
        row -> row.mean() + row.deviation(),
        ChartStyle.BLUE,
        2);
    dots(chart, reference, rows, Charts.Dot::reference, ChartStyle.ORANGE, SeriesMarkers.DIAMOND);
    boolean withDeviations = rows.stream().anyMatch(row -> row.deviation() > 0);
    dots(
        chart,
        withDeviations ? "mean ± standard deviation" : "mean",
        rows,
        Charts.Dot::mean,
        ChartStyle.BLUE,
        SeriesMarkers.CIRCLE);
    return chart;
  }

  /** From the lowest value to the highest, with a margin. */
  private static double[] range(List<Charts.Dot> rows) {
    double[] figures =
        rows.stream()
            .flatMapToDouble(
                row ->
                    DoubleStream.of(
                        row.mean(),
                        row.mean() - row.deviation(),
                        row.mean() + row.deviation(),
                        row.reference()))
            .filter(Double::isFinite)
            .toArray();
    double least = DoubleStream.of(figures).min().orElse(0);
    double most = DoubleStream.of(figures).max().orElse(1);
    double margin = most > least ? 0.05 * (most - least) : Math.max(0.05 * Math.abs(most), 1e-6);
    return new double[] {least - margin, most + margin};
  }

  /** A line for each row, as a single series with gaps. */
  private static void segments(
      XYChart chart,
      String name,
      List<Charts.Dot> rows,
      ToDoubleFunction<Charts.Dot> from,
      ToDoubleFunction<Charts.Dot> to,
      Color color,
      float width) {
    List<Double> x = new ArrayList<>();
    List<Double> y = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      double left = from.applyAsDouble(rows.get(i));
      double right = to.applyAsDouble(rows.get(i));
      if (Double.isFinite(left) && Double.isFinite(right)) {
        x.addAll(List.of(left, right, right));
        y.addAll(List.of((double) -i, (double) -i, Double.NaN));
      }
    }
    if (!x.isEmpty()) {
      XYSeries series = chart.addSeries(name, x, y);
      series.setLineColor(color);
      series.setLineStyle(ChartStyle.stroke(width));
      series.setMarker(SeriesMarkers.NONE);
      series.setShowInLegend(false);
    }
  }

  private static void dots(
      XYChart chart,
      String name,
      List<Charts.Dot> rows,
      ToDoubleFunction<Charts.Dot> figure,
      Color color,
      Marker marker) {
    int[] known =
        IntStream.range(0, rows.size())
            .filter(i -> Double.isFinite(figure.applyAsDouble(rows.get(i))))
            .toArray();
    if (known.length > 0) {
      double[] x =
          IntStream.of(known).mapToDouble(i -> figure.applyAsDouble(rows.get(i))).toArray();
      double[] y = IntStream.of(known).mapToDouble(i -> -i).toArray();
      XYSeries series = chart.addSeries(name, x, y);
      series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
      series.setMarker(marker);
      series.setMarkerColor(color);
    }
  }
}
