package io.sequent.common.report;

import java.awt.Font;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.style.HeatMapStyler;

/**
 * A heat map of a confusion matrix: a row for each true class, the first on top, counts in cells.
 */
final class ConfusionMatrixChart {
  private static final int MAX_LABEL_LENGTH = 30;

  private ConfusionMatrixChart() {}

  /**
   * Draws a confusion matrix.
   *
   * @param title one line above it
   * @param labels names of the classes
   * @param counts {@code counts.get(t).get(p)}: number of examples of class {@code t} predicted as
   *     {@code p}
   */
  static Drawing of(String title, List<String> labels, List<List<Integer>> counts) {
    HeatMapChart chart =
        HeatMap.of(
            ChartStyle.HEIGHT,
            title,
            "predicted class",
            "true class",
            labels.stream().map(label -> Shortened.text(label, MAX_LABEL_LENGTH)).toList(),
            counts);
    HeatMapStyler styler = chart.getStyler();
    styler.setShowValue(true);
    styler.setHeatMapValueDecimalPattern("#,##0");
    styler.setHeatMapDecimalValueFormatter(
        value -> String.format(Locale.ROOT, "%,d", Math.round(value)));
    styler.setValueFont(ChartStyle.font(Font.PLAIN, labels.size() > 8 ? 12 : 17));
    styler.setValueFontColor(ChartStyle.BLACK);
    styler.setLegendVisible(false); // The counts are in the cells.
    return ChartStyle.drawing(chart);
  }
}
