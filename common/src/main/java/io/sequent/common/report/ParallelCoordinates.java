package io.sequent.common.report;

import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Many values of many items: a vertical axis for each value, a line across them for each item. */
final class ParallelCoordinates {
  private static final double TOP = 1.25;
  private static final double BOTTOM = -0.3;

  /** Place of values that an item does not have. */
  private static final double ABSENT = -0.18;

  private static final int QUARTER = 4;

  private ParallelCoordinates() {}

  /**
   * Draws lines, highlighting the best quarter and the best one.
   *
   * @param title one line above them
   * @param axes from left to right, at least one
   * @param lines best first; the place of each on every axis, 0..1, or NaN if it has none
   */
  static Drawing of(String title, List<Charts.Axis> axes, List<double[]> lines) {
    XYChart chart = ChartStyle.xyChart(title, "", "");
    XYStyler styler = chart.getStyler();
    styler.setXAxisTicksVisible(false);
    styler.setYAxisTicksVisible(false);
    styler.setPlotGridLinesVisible(false);
    styler.setXAxisMin(-0.5);
    styler.setXAxisMax(axes.size() - 0.5);
    styler.setYAxisMin(BOTTOM);
    styler.setYAxisMax(TOP);
    styler.setPlotContentSize(1); // The ranges include margins.
    int room = ChartStyle.WIDTH * 9 / 10 / axes.size();
    chart.addAnnotation(new PlotTexts(names(axes), 13, 2 * room - 8));
    chart.addAnnotation(new PlotTexts(ends(axes, lines), 12, room - 8));
    List<double[]> upright = new ArrayList<>();
    for (int i = 0; i < axes.size(); i++) {
      upright.add(new double[] {i, i});
    }
    add(chart, "axes", upright, List.of(new double[] {0, 1}), ChartStyle.GRID, 2);
    int quarter = Math.max(1, (lines.size() + QUARTER - 1) / QUARTER);
    addLines(chart, "others", part(lines, quarter, lines.size()), ChartStyle.GRID, 1);
    addLines(chart, "best quarter", part(lines, 1, quarter), ChartStyle.BLUE, 1.5f);
    addLines(chart, "best", part(lines, 0, 1), ChartStyle.ORANGE, 3);
    return ChartStyle.drawing(chart);
  }

  private static List<double[]> part(List<double[]> lines, int from, int to) {
    int size = lines.size();
    return lines.subList(Math.min(from, size), Math.max(Math.min(from, size), Math.min(to, size)));
  }

  /** Names alternate between two heights, which gives each twice the width. */
  private static List<PlotTexts.Text> names(List<Charts.Axis> axes) {
    List<PlotTexts.Text> names = new ArrayList<>();
    for (int i = 0; i < axes.size(); i++) {
      names.add(new PlotTexts.Text(i, i % 2 == 0 ? 1.14 : 1.21, axes.get(i).name()));
    }
    return names;
  }

  private static List<PlotTexts.Text> ends(List<Charts.Axis> axes, List<double[]> lines) {
    List<PlotTexts.Text> ends = new ArrayList<>();
    for (int i = 0; i < axes.size(); i++) {
      int axis = i;
      ends.add(new PlotTexts.Text(i, -0.06, axes.get(i).low()));
      ends.add(new PlotTexts.Text(i, 1.06, axes.get(i).high()));
      if (lines.stream().anyMatch(line -> Double.isNaN(line[axis]))) {
        ends.add(new PlotTexts.Text(i, ABSENT - 0.06, "not set"));
      }
    }
    return ends;
  }

  private static void addLines(
      XYChart chart, String name, List<double[]> lines, Color color, float width) {
    if (!lines.isEmpty()) {
      double[] x = new double[lines.get(0).length];
      for (int i = 0; i < x.length; i++) {
        x[i] = i;
      }
      add(chart, name, List.of(x), lines, color, width);
    }
  }

  /** Adds lines as a single series with gaps: each of {@code xs} with each of {@code ys}. */
  private static void add(
      XYChart chart, String name, List<double[]> xs, List<double[]> ys, Color color, float width) {
    List<Double> x = new ArrayList<>();
    List<Double> y = new ArrayList<>();
    for (double[] places : xs) {
      for (double[] values : ys) {
        for (int i = 0; i < values.length; i++) {
          x.add(places[i]);
          y.add(Double.isNaN(values[i]) ? ABSENT : values[i]);
        }
        x.add(places[places.length - 1]);
        y.add(Double.NaN);
      }
    }
    XYSeries series = chart.addSeries(name, x, y);
    series.setLineColor(color);
    series.setLineStyle(ChartStyle.stroke(width));
    series.setMarker(SeriesMarkers.NONE);
    series.setShowInLegend(!name.equals("axes"));
  }
}
