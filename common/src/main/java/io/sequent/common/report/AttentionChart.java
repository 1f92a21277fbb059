package io.sequent.common.report;

import java.awt.Font;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.style.HeatMapStyler;

/** A heat map of the attention in a text: one row a word, what it attends to in the cells. */
public final class AttentionChart {
  /** In pixels; each of some two dozen rows is a line of print. */
  private static final int HEIGHT = 640;

  private static final int LONGEST_LABEL = 14;

  private AttentionChart() {}

  /**
   * Draws the attention.
   *
   * @param title one line above it
   * @param words at least one, in their order; the labels of long ones are cut
   * @param shares {@code shares.get(i).get(j)}: the share of word {@code j} in what word {@code i}
   *     attends to, 0 to 1
   */
  public static Drawing of(String title, List<String> words, List<List<Double>> shares) {
    HeatMapChart chart =
        HeatMap.of(
            HEIGHT,
            title,
            String.format(Locale.ROOT, "attended to; darkest %.2f", HeatMap.largest(shares)),
            "word",
            words.stream().map(AttentionChart::label).toList(),
            shares);
    HeatMapStyler styler = chart.getStyler();
    styler.setAxisTickLabelsFont(ChartStyle.font(Font.PLAIN, 12));
    styler.setXAxisLabelRotation(90);
    styler.setShowValue(false);
    styler.setLegendVisible(false); // Wider than the map, with all digits of a share.
    return ChartStyle.drawing(chart);
  }

  private static String label(String word) {
    return word.codePointCount(0, word.length()) <= LONGEST_LABEL
        ? word
        : word.substring(0, word.offsetByCodePoints(0, LONGEST_LABEL - 1)) + "…";
  }
}
