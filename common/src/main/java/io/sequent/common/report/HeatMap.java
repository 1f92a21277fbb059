package io.sequent.common.report;

import java.awt.Color;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.HeatMapChartBuilder;
import org.knowm.xchart.HeatMapSeries;
import org.knowm.xchart.style.HeatMapStyler;

/**
 * A square matrix as a heat map, its first row on top, with the same labels for rows and columns.
 */
final class HeatMap {
  // Dark text must stay legible on the darkest cell.
  private static final Color[] WHITE_TO_BLUE = {
    new Color(0xF7, 0xFB, 0xFF), new Color(0xC6, 0xDB, 0xEF), new Color(0x6B, 0xAE, 0xD6)
  };

  private HeatMap() {}

  /**
   * Draws a matrix.
   *
   * @param height of the picture, in pixels
   * @param title one line above it
   * @param columns name of the horizontal axis
   * @param rows name of the vertical axis
   * @param labels of both columns and rows
   * @param cells {@code cells.get(row).get(column)}, at least 0; the largest is the darkest
   */
  static HeatMapChart of(
      int height,
      String title,
      String columns,
      String rows,
      List<String> labels,
      List<? extends List<? extends Number>> cells) {
    int size = labels.size();
    List<Number[]> places = new ArrayList<>();
    for (int row = 0; row < size; row++) {
      for (int column = 0; column < size; column++) {
        // XChart counts rows from below.
        places.add(new Number[] {column, size - 1 - row, cells.get(row).get(column)});
      }
    }
    List<String> fromBelow = new ArrayList<>(labels);
    Collections.reverse(fromBelow);

    HeatMapChart chart =
        new HeatMapChartBuilder()
            .width(ChartStyle.WIDTH)
            .height(height)
            .title(title)
            .xAxisTitle(columns)
            .yAxisTitle(rows)
            .build();
    HeatMapSeries series = chart.addSeries("cells", labels, fromBelow, places);
    series.setMin(0);
    series.setMax(largest(cells));

    HeatMapStyler styler = chart.getStyler();
    ChartStyle.apply(styler);
    styler.setRangeColors(WHITE_TO_BLUE);
    styler.setPlotContentSize(1);
    styler.setPlotGridLinesVisible(false);
    return chart;
  }

  /** The largest number; 1 if all are zero, since the range must not be empty. */
  static double largest(List<? extends List<? extends Number>> cells) {
    return cells.stream()
        .flatMap(Collection::stream)
        .mapToDouble(Number::doubleValue)
        .filter(number -> number > 0)
        .max()
        .orElse(1);
  }
}
