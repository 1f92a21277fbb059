package io.sequent.tasks.textgen;

import io.sequent.common.report.ChartStyle;
import io.sequent.common.report.Drawing;
import java.util.List;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.style.CategoryStyler;

/** How often each of a few things occurs, as bars. */
final class FrequencyChart {
  private FrequencyChart() {}

  /**
   * Draws bars.
   *
   * @param title one line above them
   * @param unit what is counted, in the plural
   * @param names of the bars, from left to right, at least one
   * @param counts as many
   */
  static Drawing of(String title, String unit, List<String> names, List<Integer> counts) {
    CategoryChart chart =
        new CategoryChartBuilder()
            .width(ChartStyle.WIDTH)
            .height(ChartStyle.HEIGHT)
            .title(title)
            .yAxisTitle(unit)
            .build();
    CategoryStyler styler = chart.getStyler();
    ChartStyle.apply(styler);
    styler.setLegendVisible(false);
    styler.setPlotGridVerticalLinesVisible(false);
    styler.setYAxisDecimalPattern("#,##0");
    styler.setXAxisLabelRotation(90);
    styler.setAvailableSpaceFill(0.8);
    chart.addSeries(unit, names, counts).setFillColor(ChartStyle.BLUE);
    return ChartStyle.drawing(chart);
  }
}
