package io.sequent.common.report;

import java.awt.Font;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.style.HeatMapStyler;

/** A heat map of the attention in a text: a row for each word, with the words it attends to. */
final class AttentionChart {
  /** In pixels; room for about two dozen rows of text. */
  private static final int HEIGHT = 640;

  private static final int MAX_LABEL_LENGTH = 14;

  private AttentionChart() {}

  /**
   * Draws the attention.
   *
   * @param title one line above it
   * @param words at least one, in text order; labels of long words are shortened
   * @param shares {@code shares.get(i).get(j)}: share of word {@code j} in the attention of word
   *     {@code i}, 0 to 1
   */
  static Drawing of(String title, List<String> words, List<List<Double>> shares) {
    HeatMapChart chart =
        HeatMap.of(
            HEIGHT,
            title,
            String.format(Locale.ROOT, "attended word; darkest cell %.2f", HeatMap.largest(shares)),
            "attending word",
            words.stream().map(word -> Shortened.text(word, MAX_LABEL_LENGTH)).toList(),
            shares);
    HeatMapStyler styler = chart.getStyler();
    styler.setAxisTickLabelsFont(ChartStyle.font(Font.PLAIN, 12));
    styler.setXAxisLabelRotation(90);
    styler.setShowValue(false);
    styler.setLegendVisible(false); // It would be wider than the map.
    return ChartStyle.drawing(chart);
  }
}
