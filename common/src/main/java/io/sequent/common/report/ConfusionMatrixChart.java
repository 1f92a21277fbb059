package io.sequent.common.report;

import java.awt.Color;
import java.awt.Font;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.HeatMapChartBuilder;
import org.knowm.xchart.HeatMapSeries;
import org.knowm.xchart.style.HeatMapStyler;

/**
 * A heat map of a confusion matrix: one row a true class, the first on top, counts in the cells.
 */
public final class ConfusionMatrixChart {
  // Dark print must stay legible on the darkest cell.
  private static final Color[] WHITE_TO_BLUE = {
    new Color(0xF7, 0xFB, 0xFF), new Color(0xC6, 0xDB, 0xEF), new Color(0x6B, 0xAE, 0xD6)
  };

  private ConfusionMatrixChart() {}

  /**
   * Draws a confusion matrix.
   *
   * @param title one line above it
   * @param labels names of the classes
   * @param counts {@code counts.get(t).get(p)}: examples of class {@code t} predicted as {@code p}
   */
  public static HeatMapChart of(String title, List<String> labels, List<List<Integer>> counts) {
    int classes = labels.size();
    List<Number[]> cells = new ArrayList<>();
    int most = 1;
    for (int truth = 0; truth < classes; truth++) {
      for (int prediction = 0; prediction < classes; prediction++) {
        int count = counts.get(truth).get(prediction);
        most = Math.max(most, count);
        // XChart counts rows from below.
        cells.add(new Number[] {prediction, classes - 1 - truth, count});
      }
    }
    List<String> fromBelow = new ArrayList<>(labels);
    Collections.reverse(fromBelow);

    HeatMapChart chart =
        new HeatMapChartBuilder()
            .width(ChartStyle.WIDTH)
            .height(ChartStyle.HEIGHT)
            .title(title)
            .xAxisTitle("predicted class")
            .yAxisTitle("true class")
            .build();
    HeatMapSeries series = chart.addSeries("examples", labels, fromBelow, cells);
    series.setMin(0);
    series.setMax(most);

    HeatMapStyler styler = chart.getStyler();
    ChartStyle.apply(styler);
    styler.setRangeColors(WHITE_TO_BLUE);
    styler.setShowValue(true);
    styler.setHeatMapValueDecimalPattern("#,##0");
    styler.setHeatMapDecimalValueFormatter(
        value -> String.format(Locale.ROOT, "%,d", Math.round(value)));
    styler.setValueFont(ChartStyle.font(Font.PLAIN, classes > 8 ? 12 : 17));
    styler.setValueFontColor(ChartStyle.BLACK);
    styler.setPlotContentSize(1);
    styler.setPlotGridLinesVisible(false);
    styler.setLegendVisible(false); // The counts are in the cells.
    return chart;
  }
}
